import type { ManifestTable } from "../../shared/manifest";
import { isTimeShort, type InvocationTime } from "../invocation-time";
import type { VerifyPlace } from "../place";
import type { PlanSettings } from "../plan";
import type { Storage } from "../ports";
import type { Differences } from "./differences";
import type { OtherExports } from "./other-exports";
import { Verifier } from "./verifier";
import type { TableName } from "./zone-partition";

/** What is verified. */
export interface VerifySettings extends PlanSettings {
  /** The export's. */
  readonly bucket: string;
}

/** Where a verification stands: after any request it can be left, and taken up again. */
export type VerifyPosition = Pick<VerifyPlace, "after" | "table">;

/** How far one invocation came. */
export interface Verification {
  /** Tables whose files are all in the zone, and no others that nobody knows: those of this invocation. */
  readonly tables: readonly ManifestTable[];
  readonly end:
    /** Every table of the export was looked at; `first` is the first of them. */
    | { readonly kind: "whole"; readonly first: TableName | undefined }
    /** Nothing lies under the export's prefix. */
    | { readonly kind: "nothing" }
    /** Time ran short, or a call failed: then with its error. */
    | { readonly kind: "interrupted"; readonly at: VerifyPosition; readonly error?: unknown }
    /** The zone does not hold what it should. */
    | { readonly kind: "different"; readonly differences: Differences };
}

/** What a verification reads. */
export interface VerifyPorts {
  readonly storage: Pick<Storage, "list" | "listZone">;
  readonly others: OtherExports;
  readonly time: InvocationTime;
}

/**
 * Compares an export with the landing zone, table by table, by counts that take no room: the export's listing is read
 * once, and of the zone only the partitions of its tables. Names are looked at only where counts differ.
 *
 * @param from where an earlier invocation stopped
 */
export async function verifyExport(
  settings: VerifySettings,
  from: VerifyPosition,
  ports: VerifyPorts,
): Promise<Verification> {
  const verifier = new Verifier(settings, from, ports);
  const { tables, differences } = verifier;
  try {
    const { isThere, table } = await verifier.run();
    if (!differences.found)
      return { tables, end: isThere ? { kind: "whole", first: table } : { kind: "nothing" } };
  } catch (error) {
    if (!differences.found)
      return {
        tables,
        end: { kind: "interrupted", at: verifier.position, ...(!isTimeShort(error) && { error }) },
      };
  }
  // What was found is told, though the rest was not looked at.
  return { tables, end: { kind: "different", differences } };
}
