import type { FakeTask } from "./fake-rds";
import { World } from "./world";

export const NOON = "2024-03-01T12:00:00.000Z";
/** The export function's word to the copier. */
export const MESSAGE = JSON.stringify({ ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket" });
export const PARTITION = "import_year=2024/import_month=02/import_day=29/import_date=20240229";
export const refusal = (code: string, status = 400) =>
  ({ kind: "refusal", status, code, message: `${code} said AWS` }) as const;

interface Given {
  readonly task?: Partial<FakeTask>;
  readonly snapshotName?: string;
  readonly copier?: Partial<Record<"WORKFLOW_NAME" | "BACKDATED_WORKFLOW_NAME", string>>;
  readonly maxAttempts?: number;
}

/** An export a-1 of a snapshot of 29 February with one table of two files. */
export function exported({ task, snapshotName = "a-1", ...given }: Given = {}): World {
  const world = new World(NOON, given);
  const snapshot = world.aws.rds.addSnapshot(snapshotName, new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask("a-1", snapshot, task);
  for (const key of ["_SUCCESS", "part-00000-u.gz.parquet", "part-00001-u.gz.parquet"])
    world.aws.s3.put("export-bucket", `a-1/academy/public.person/1/${key}`);
  world.aws.s3.put("export-bucket", "a-1/export_info_a-1.json");
  return world;
}
