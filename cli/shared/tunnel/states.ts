/** What is to be done about something that has to run before the tunnel is opened. */
export type Readiness =
  | { readonly kind: "ready" }
  /** It has to be started; that is said. */
  | { readonly kind: "start" }
  | { readonly kind: "wait"; readonly note: string }
  | { readonly kind: "hopeless"; readonly reason: string };

/** @param state of the EC2 instance (EC2: "Instance lifecycle"); undefined: there is none of that id */
export function bastionReadiness(bastion: string, state: string | undefined): Readiness {
  switch (state) {
    case "running":
      return { kind: "ready" };
    case "stopped":
      return { kind: "start" };
    case "pending":
    case "stopping":
      return { kind: "wait", note: `bastion ${bastion} is ${state}` };
    case undefined:
    default:
      return {
        kind: "hopeless",
        reason: `the bastion ${bastion} is ${state ?? "not there"}: apply the stack again`,
      };
  }
}

/** States of an instance that does not answer and will (RDS: "Viewing Amazon RDS DB instance status"). */
const PASSING = new Set(["starting", "stopping", "creating", "rebooting", "upgrading", "maintenance"]);
/** States of which there is no way back without somebody. */
const BROKEN = new Set([
  "deleting",
  "failed",
  "incompatible-network",
  "incompatible-parameters",
  "incompatible-restore",
  "inaccessible-encryption-credentials",
  "inaccessible-encryption-credentials-recoverable",
  "restore-error",
  "storage-full",
]);

/** @param status of the DB instance; undefined: there is none of that identifier */
export function databaseReadiness(identifier: string, status: string | undefined): Readiness {
  if (status === undefined || BROKEN.has(status))
    return {
      kind: "hopeless",
      reason: `the database ${identifier} is ${status ?? "not there"}: see it in the RDS console, or apply the stack again`,
    };
  if (status === "stopped") return { kind: "start" };
  // In all others, such as backing-up and modifying, it answers.
  return PASSING.has(status)
    ? { kind: "wait", note: `database ${identifier} is ${status}` }
    : { kind: "ready" };
}

/** @param ping status of the node at Systems Manager; undefined: it has never registered */
export function nodeReadiness(bastion: string, ping: string | undefined): Readiness {
  if (ping === "Online") return { kind: "ready" };
  const found = ping === undefined ? "is not registered with Systems Manager yet" : `is ${ping} to it`;
  return { kind: "wait", note: `bastion ${bastion} ${found}` };
}
