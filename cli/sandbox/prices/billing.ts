/** What a database is billed for in a state, beside its backups (RDS user guide, Viewing Amazon RDS DB instance status). */
export type DatabaseBilling = "instance and storage" | "storage" | "nothing";

const STORAGE_ONLY = new Set([
  "inaccessible-encryption-credentials-recoverable",
  "starting",
  "stopped",
  "stopping",
]);
const NOTHING = new Set([
  "creating",
  "delete-precheck",
  "deleting",
  "failed",
  "inaccessible-encryption-credentials",
  "incompatible-network",
  "incompatible-restore",
  "insufficient-capacity",
]);

export function databaseBilling(status: string): DatabaseBilling {
  if (NOTHING.has(status)) return "nothing";
  return STORAGE_ONLY.has(status) ? "storage" : "instance and storage";
}

/** EC2 bills an instance while it runs, and nothing of it in any other state (EC2 user guide, instance lifecycle). */
export const instanceIsBilled = (state: string): boolean => state === "running";

/** PrivateLink bills an endpoint until it is deleted, in every availability zone it stands in (AWS PrivateLink pricing). */
export const endpointIsBilled = (state: string): boolean =>
  !["deleted", "deleting", "failed", "rejected"].includes(state.toLowerCase());

/** A key that is scheduled for deletion costs nothing (AWS KMS pricing). */
export const keyIsBilled = (key: { readonly customerManaged: boolean; readonly state: string }): boolean =>
  key.customerManaged && key.state !== "PendingDeletion";
