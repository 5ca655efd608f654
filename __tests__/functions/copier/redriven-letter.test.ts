import { deadLetterBody } from "../../../functions/shared/dead-letter";
import type { FakeTask } from "../../support/functions/fake-rds";
import { World } from "../../support/functions/world";

const MESSAGE = { ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket", DBInstanceIdentifier: "db1" };
const RECORDS = "_landings/import_date=20240229/a-1/";

/** An export of which a letter has told before, as the record beside it says. */
function toldOf(task: Partial<FakeTask> = {}): World {
  const world = new World("2024-03-01T12:00:00.000Z", { maxAttempts: 1 });
  const snapshot = world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask("a-1", snapshot, task);
  for (const table of ["public.a", "public.b"])
    world.aws.s3.put("export-bucket", `a-1/academy/${table}/1/part-0.parquet`);
  world.aws.s3.put("export-bucket", `${RECORDS}rejection.json`, "{}");
  return world;
}

const letter = (original: object = MESSAGE): string =>
  deadLetterBody({
    function: "s3-to-s3-copier",
    ...{ code: "X", reason: "x", remedy: "x", snapshot: null, exportTask: "a-1", messageId: "m" },
    failedAt: "2024-02-29T12:00:00.000Z",
    original: JSON.stringify(original),
  });

const hasLanded = (world: World): boolean =>
  world.aws.s3.object("export-bucket", `${RECORDS}manifest.json`) !== undefined;

/** A person's redrive, and all that follows. */
async function redriven(world: World): Promise<void> {
  await world.invoke("copier", letter());
  expect(world.aws.sqs.messages("copier")).toHaveLength(1);
}

const END = "2024-03-14T00:00:00.000Z";
const SLOW_DOWN = { kind: "refusal", status: 503, code: "SlowDown", message: "" } as const;

describe("a redriven letter of which a record tells", () => {
  it("lands after a copy that failed for the moment", async () => {
    const world = toldOf();
    world.aws.fail("CopyObject", { kind: "connection-lost" });
    await redriven(world);
    world.aws.heal();
    await world.runUntil(END);
    expect(world.decisions()).toEqual(["wait", "landed"]);
    expect(hasLanded(world)).toBe(true);
  });

  it("lands after RDS did not answer", async () => {
    const world = toldOf();
    world.aws.fail("DescribeExportTasks", SLOW_DOWN, 1);
    await redriven(world);
    await world.runUntil(END);
    expect(hasLanded(world)).toBe(true);
  });

  it("lands after the export has come to its end", async () => {
    const world = toldOf({ status: "IN_PROGRESS" });
    await redriven(world);
    await world.runUntil("2024-03-01T13:00:00.000Z");
    Object.assign(world.aws.rds.tasks[0] ?? {}, { status: "COMPLETE" });
    await world.runUntil(END);
    expect(hasLanded(world)).toBe(true);
  });

  it("tells of an export that fails after all", async () => {
    const world = toldOf({ status: "IN_PROGRESS" });
    await redriven(world);
    Object.assign(world.aws.rds.tasks[0] ?? {}, { status: "FAILED", failureCause: "no disk" });
    await world.runUntil(END);
    expect(world.letters("copier").map(({ code }) => code)).toEqual(["EXPORT_FAILED"]);
  });

  it("lands after the time was too short for a single file", async () => {
    const world = toldOf();
    world.remainingMilliseconds = () => 1_000;
    await redriven(world);
    world.remainingMilliseconds = () => 900_000;
    await world.runUntil(END);
    expect(hasLanded(world)).toBe(true);
  });

  it("does not go on, after a wait, from what was verified before the letter", async () => {
    const world = toldOf();
    const part = `${RECORDS}verified/m-1.json`;
    const place = {
      phase: "verify",
      after: "a-1/academy/public.a/1/part-0.parquet",
      parts: [part],
      round: 0,
    };
    world.aws.fail("DescribeExportTasks", SLOW_DOWN, 1);
    await world.invoke("copier", letter({ ...MESSAGE, Place: place }));
    const { body } = world.takeOnly("copier");
    expect(JSON.parse(body)).toMatchObject({ Place: { phase: "verify", parts: [], round: 0 } });
    expect(body).not.toContain("part-0");
  });
});

it("a message that nobody sent back, and that has waited, ends with the letter that tells of its export", async () => {
  const world = toldOf({ status: "IN_PROGRESS" });
  await world.invoke("copier", JSON.stringify(MESSAGE));
  Object.assign(world.aws.rds.tasks[0] ?? {}, { status: "COMPLETE" });
  await world.runUntil(END);
  expect(world.decisions().at(-1)).toBe("told-before");
  expect(world.letters("copier")).toEqual([]);
});
