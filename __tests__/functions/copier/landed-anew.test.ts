import { World } from "../../support/functions/world";

const ROUTINE = JSON.stringify({
  ...{ ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket", DBInstanceIdentifier: "db1" },
});
const FOLDER = "_landings/import_date=20240229";
const END = "2024-03-14T00:00:00.000Z";
const SKIPPED = { warningMessage: '{"skippedTables":["academy.public.b"],"general":[]}' };

/** A world in which the snapshot's first export, of one table, has come to a letter. */
async function toldOf(given: { task?: object; copier?: object; files?: readonly string[] }): Promise<World> {
  const world = new World("2024-03-01T12:00:00.000Z", { maxAttempts: 1, copier: given.copier ?? {} });
  const snapshot = world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask("a-1", snapshot, { startTime: new Date("2024-03-01T10:00:00Z"), ...given.task });
  for (const file of given.files ?? []) world.aws.s3.put("export-bucket", `a-1/${file}`);
  const entry = (table: string): object => ({ target: `academy.public.${table}`, status: "COMPLETE" });
  if (given.task === undefined)
    world.aws.s3.put(
      "export-bucket",
      "a-1/export_tables_info_a-1_from_1_to_9.json",
      JSON.stringify({ perTableStatus: [entry("a"), entry("b")] }),
    );
  await world.invoke("copier", ROUTINE);
  await world.runUntil(END);
  return world;
}

/** Does what the letter says: the zone is cleared, the snapshot exported under another identifier, and RDS's event comes. */
async function exportAnew(world: World): Promise<void> {
  world.aws.s3.buckets.set("zone-bucket", new Map());
  const snapshot = world.aws.rds.snapshots[0];
  if (snapshot === undefined) throw new Error("expected the world's snapshot, found none");
  world.now = new Date("2024-03-15T12:00:00.000Z");
  world.aws.rds.addTask("b-1", snapshot, { startTime: new Date("2024-03-15T10:00:00Z") });
  for (const table of ["a", "b"])
    world.aws.s3.put("export-bucket", `b-1/academy/public.${table}/1/part-0-b.parquet`);
  const event = { EventID: "RDS-EVENT-0161", SourceArn: snapshot.arn };
  const body = { source: "aws.rds", "detail-type": "RDS DB Snapshot Event", resources: [], detail: event };
  await world.invoke("copier", JSON.stringify(body));
}

it.each([
  ["TABLE_MISSING", { files: ["academy/public.a/1/part-0-a.parquet"] }],
  [
    "TABLES_SKIPPED",
    {
      task: SKIPPED,
      copier: { ON_SKIPPED_TABLES: "fail" },
      files: ["academy/public.a/1/part-0-a.parquet"],
    },
  ],
  ["EXPORT_WITHOUT_TABLES", { task: SKIPPED, files: ["academy/public.a/1/_SUCCESS"] }],
])("what %s says to do lands the snapshot", async (code, given) => {
  const world = await toldOf(given);
  const [letter] = world.letters("copier");
  expect(letter?.code).toBe(code);
  expect(letter?.remedy).toMatch(code === "TABLE_MISSING" ? /start-export-task/ : /GRANT.*new snapshot/);
  await exportAnew(world);
  expect(world.aws.s3.keys("export-bucket")).toContain(`${FOLDER}/b-1/manifest.json`);
  expect(world.aws.s3.keys("zone-bucket")).toHaveLength(2);
  expect(world.letters("copier")).toHaveLength(1);
});
