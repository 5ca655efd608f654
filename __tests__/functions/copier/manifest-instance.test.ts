import { recordKey } from "../../../functions/shared/landing-records";
import { readManifest } from "../../../functions/shared/manifest";
import { rdsEvent, snsEnvelope } from "../../support/functions/records";
import { World } from "../../support/functions/world";

const DATE = { year: "2024", month: "03", day: "01", backdated: false };
const MANIFEST = recordKey(DATE, "manual-1", "manifest");
const MESSAGE = { ExportTaskIdentifier: "manual-1", ExportBucket: "export-bucket" };
const OF_INSTANCE = JSON.stringify({ ...MESSAGE, DBInstanceIdentifier: "db1" });

/** A complete export of a snapshot whose name does not tell the instance. */
function exported(): { readonly world: World; readonly finished: string } {
  const world = new World("2024-03-01T09:00:00.000Z", { export: { LANDED_SNAPSHOTS: "first_of_day" } });
  const snapshot = world.aws.rds.addSnapshot("manual-1", new Date("2024-03-01T07:55:00Z"));
  world.aws.rds.addTask("manual-1", snapshot, { status: "COMPLETE" });
  world.aws.s3.put("export-bucket", "manual-1/academy/public.p/1/p.parquet");
  const event = { source: "aws.rds", "detail-type": "RDS DB Snapshot Event" };
  const detail = { EventID: "RDS-EVENT-0161", SourceArn: snapshot.arn };
  return { world, finished: JSON.stringify({ ...event, detail }) };
}

const stored = (world: World): string => world.aws.s3.object("export-bucket", MANIFEST)?.body ?? "";
const instanceOf = (world: World): string | null | undefined =>
  readManifest(stored(world))?.snapshot.instance;

describe("a manifest that an event's landing has written", () => {
  it("is given the instance by the export function's message, and keeps everything else", async () => {
    const { world, finished } = exported();
    await world.invoke("copier", finished);
    expect(instanceOf(world)).toBeNull();
    const before = readManifest(stored(world));
    await world.invoke("copier", OF_INSTANCE);
    expect(readManifest(stored(world))).toEqual({
      ...before,
      snapshot: { ...before?.snapshot, instance: "db1" },
    });
    const written = stored(world);
    await world.invoke("copier", JSON.stringify({ ...MESSAGE, DBInstanceIdentifier: "db2" }));
    expect(stored(world)).toBe(written);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("is given the instance, too, by a landing that ran at the same time", async () => {
    const { world, finished } = exported();
    const handle = world.aws.handle.bind(world.aws);
    let isFirst = true;
    jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
      if (request.method === "PUT" && request.path.endsWith("/manifest.json") && isFirst) {
        isFirst = false;
        await world.invoke("copier", finished);
      }
      return await handle(request, options);
    });
    await world.invoke("copier", OF_INSTANCE);
    expect(instanceOf(world)).toBe("db1");
  });

  it("of another release stays as it is", async () => {
    const { world } = exported();
    const later = JSON.stringify({
      kind: "db-snapshot-to-s3/manifest",
      version: 2,
      snapshot: { instance: null },
    });
    world.aws.s3.put("export-bucket", MANIFEST, later);
    await world.invoke("copier", OF_INSTANCE);
    expect(stored(world)).toBe(later);
  });

  it("keeps a later snapshot of that day from landing, when its own is deleted", async () => {
    const { world, finished } = exported();
    const backup = async (time: string): Promise<void> => {
      await world.invoke("export", snsEnvelope(rdsEvent(new Date(time))));
    };
    await world.invoke("copier", finished);
    // The export function has read the manifest while nobody knew the instance.
    world.aws.rds.addSnapshot("rds:db1-2024-03-01-05-00", new Date("2024-03-01T05:00:00Z"));
    const reads = (): number => world.aws.calls.filter(({ input }) => input.includes(MANIFEST)).length;
    const readsBefore = reads();
    await backup("2024-03-01T05:05:00.000Z");
    expect(reads()).toBeGreaterThan(readsBefore);
    await world.invoke("copier", OF_INSTANCE);
    world.aws.rds.snapshots.length = 0;
    world.aws.rds.addSnapshot("rds:db1-2024-03-01-19-55", new Date("2024-03-01T19:55:00Z"));
    world.now = new Date("2024-03-01T20:00:00.000Z");
    await backup("2024-03-01T20:00:00.000Z");
    expect(world.aws.rds.tasks.map(({ id }) => id)).not.toContain("rds-db1-2024-03-01-19-55");
    expect(world.decisions().at(-1)).toBe("ignore");
  });

  it("is read again by a function that has read it without the instance", async () => {
    const { world, finished } = exported();
    await world.invoke("copier", finished);
    const other = world.aws.rds.addSnapshot("manual-2", new Date("2024-03-01T08:30:00Z"));
    const look = { Instances: ["db1"], Since: "2024-01-01T00:00:00Z", WindowInDays: 5, IntervalInHours: 6 };
    world.now = new Date("2024-03-01T12:00:00.000Z");
    const ScheduledTime = world.now.toISOString();
    await world.invoke("export", JSON.stringify({ Reconcile: { ...look, ScheduledTime } }));
    await world.runUntil("2024-03-01T14:00:00.000Z");
    expect(instanceOf(world)).toBe("db1");
    // Only the manifest knows of the first by now.
    world.aws.rds.snapshots.splice(0, 1);
    world.aws.rds.tasks.length = 0;
    await world.invoke("export", JSON.stringify({ SnapshotArn: other.arn, DBInstanceIdentifier: "db1" }));
    expect(world.aws.rds.tasks).toEqual([]);
    expect(world.decisions().at(-1)).toBe("ignore");
  });

  it("holds it in lower case, however a person has typed it", async () => {
    const { world } = exported();
    await world.invoke("copier", JSON.stringify({ ...MESSAGE, DBInstanceIdentifier: "DB1" }));
    expect(instanceOf(world)).toBe("db1");
  });
});
