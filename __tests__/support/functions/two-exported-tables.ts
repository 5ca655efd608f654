import { recordKey } from "../../../functions/shared/landing-records";
import { manifestSchema, type Manifest } from "../../../functions/shared/manifest";
import { retryAttributes } from "../../../functions/shared/retry-state";
import type { FakeTask } from "./fake-rds";
import { delivered, World } from "./world";

export const NOON = "2024-03-01T12:00:00.000Z";
export const DATE = { year: "2024", month: "02", day: "29", backdated: false };
export const PARTITION = "import_year=2024/import_month=02/import_day=29/import_date=20240229";
export const message = (task: string): string =>
  JSON.stringify({ ExportTaskIdentifier: task, ExportBucket: "export-bucket", DBInstanceIdentifier: "db1" });

interface Given {
  readonly copier?: { readonly ON_SKIPPED_TABLES?: string; readonly WORKFLOW_NAME?: string };
  readonly task?: Partial<FakeTask>;
}

/** A world in which a-1 has exported two tables with files, and one that is empty. */
export function exported({ task, ...given }: Given = {}): World {
  const world = new World(NOON, given);
  addExport(world, "a-1", task);
  world.aws.s3.put("export-bucket", "a-1/academy/public.empty/1/_SUCCESS", 0);
  world.aws.s3.put("export-bucket", "a-1/academy/public.order/1/part-0-a-1.parquet", 50);
  // What is there was there before the copy.
  world.now = new Date("2024-03-01T12:30:00Z");
  return world;
}

export function addExport(world: World, id: string, task: Partial<FakeTask> = {}): void {
  const snapshot = world.aws.rds.addSnapshot(`snapshot-${id}`, new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask(id, snapshot, task);
  for (const file of ["_SUCCESS", `part-0-${id}.parquet`, `part-1-${id}.parquet`])
    world.aws.s3.put("export-bucket", `${id}/academy/public.person/1/${file}`);
}

export function manifest(world: World, task = "a-1"): Manifest | undefined {
  const text = world.aws.s3.object("export-bucket", recordKey(DATE, task, "manifest"))?.body;
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
}

/** Runs something before each listing of the zone. */
export function onZoneListing(world: World, run: (prefix: string) => void): jest.SpyInstance {
  const handle = world.aws.handle.bind(world.aws);
  return jest.spyOn(world.aws, "handle").mockImplementation((request, options) => {
    const { method, path, query } = request as { method: string; path: string; query?: { prefix?: string } };
    if (method === "GET" && path.startsWith("/zone-bucket")) run(query?.prefix ?? "");
    return handle(request, options);
  });
}

/** A message of the copier's own, as it comes back with the place where it stopped. */
export function sentBack(world: World, place: object): ReturnType<typeof delivered> {
  const waiting = { cause: "time-short", attempt: 1, deadline: new Date("2024-03-02T00:00:00Z") } as const;
  const body = JSON.stringify({ ...(JSON.parse(message("a-1")) as object), Place: place });
  const attributes = retryAttributes({ firstSeen: world.now, waiting });
  return delivered({ id: "back", body, attributes, delaySeconds: 1, sentAt: world.now }, "copier");
}

export const zoneKey = (file: string, table = "public.person"): string =>
  `housing/academy/${table}/${PARTITION}/${file}`;
