import { CancelExportTaskCommand, DeleteDBSnapshotCommand, type RDSClient } from "@aws-sdk/client-rds";
import { nameOf } from "../../../local/shared/error-facts";
import type { ExportFacts, Found, SnapshotFacts } from "../status/facts";
import { readExports } from "../status/reading/read-exports";
import { snapshotsOf } from "../status/reading/read-snapshots";

/** The calls by which snapshots of one database are cleaned up. */
export interface SnapshotStore {
  readonly snapshots: () => Promise<readonly SnapshotFacts[]>;
  readonly exports: () => Promise<Found<readonly ExportFacts[]>>;
  /** Asks for it, and does not wait. One that is gone is fine. */
  readonly delete: (identifier: string) => Promise<void>;
  /** Asks for it, and does not wait. One that is over is fine. */
  readonly cancel: (exportTask: string) => Promise<void>;
}

export function snapshotStore(rds: RDSClient, database: string, signal: AbortSignal): SnapshotStore {
  const options = { abortSignal: signal };
  return {
    snapshots: () => snapshotsOf(rds, database, signal),
    exports: () => readExports(rds, signal),
    delete: (identifier) =>
      unless(["DBSnapshotNotFound", "DBSnapshotNotFoundFault"], () =>
        rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: identifier }), options),
      ),
    cancel: (exportTask) =>
      unless(["ExportTaskNotFound", "ExportTaskNotFoundFault", "InvalidExportTaskStateFault"], () =>
        rds.send(new CancelExportTaskCommand({ ExportTaskIdentifier: exportTask }), options),
      ),
  };
}

async function unless(names: readonly string[], send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!names.includes(nameOf(error))) throw error;
  }
}
