import { sqsRecord } from "../../support/functions/records";
import { delivered, World } from "../../support/functions/world";

const BODY = { ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket" };
const ROUTINE = JSON.stringify({ ...BODY, DBInstanceIdentifier: "db1" });
const FOLDER = "_landings/import_date=20240229/a-1/";
const NOON = "2024-03-01T12:00:00.000Z";
const FULL = {
  kind: "refusal",
  status: 400,
  code: "ConcurrentRunsExceededException",
  message: "said Glue",
} as const;

function exported(given: ConstructorParameters<typeof World>[1] = {}): World {
  const world = new World(NOON, { maxAttempts: 1, ...given });
  world.aws.rds.addTask("a-1", world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z")));
  world.aws.s3.put("export-bucket", "a-1/academy/public.a/1/part-0.parquet");
  return world;
}

const message = (messageId: string, body = ROUTINE): ReturnType<typeof sqsRecord> =>
  sqsRecord(body, { messageId, eventSourceARN: "arn:aws:sqs:eu-west-2:123456789012:copier" });

const isFinished = (world: World): boolean =>
  world.aws.s3.keys("export-bucket").includes(`${FOLDER}finished.json`);
const nextStep = (world: World): unknown => world.log.at(-1)?.fields["nextStep"];

describe("a landing is finished", () => {
  it("when its workflow is started, and a further message asks Glue nothing", async () => {
    const world = exported();
    await world.invoke("copier", message("one"));
    expect(isFinished(world)).toBe(true);
    const asked = world.aws.count("GetWorkflowRuns");
    await world.invoke("copier", message("two"));
    expect(world.aws.count("GetWorkflowRuns")).toBe(asked);
    expect(nextStep(world)).toBe("none: nothing is left to be done");
  });

  it("with its manifest where no workflow is set", async () => {
    const world = exported({ copier: { WORKFLOW_NAME: "" } });
    await world.invoke("copier", message("one"));
    expect(isFinished(world)).toBe(true);
  });

  it("not before the workflow takes a run", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", FULL, 2);
    await world.invoke("copier", message("one"));
    expect(isFinished(world)).toBe(false);
    await world.runUntil("2024-03-01T13:00:00Z");
    expect(isFinished(world)).toBe(true);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("though that cannot be recorded: reconciliation looks again, and nothing is done twice", async () => {
    const world = exported();
    const denied = { kind: "refusal", status: 403, code: "AccessDenied", message: "" } as const;
    world.aws.fail("PutObject", denied, 1, (path) => path.includes("finished.json"));
    await world.invoke("copier", message("one"));
    expect(world.decisions()).toEqual(["landed"]);
    expect(world.log.some(({ level }) => level === "warn")).toBe(true);
    await world.invoke("copier", message("two"));
    expect(world.aws.glue.runs).toHaveLength(1);
    expect(isFinished(world)).toBe(true);
  });
});

describe("a second message, while the first waits for the workflow", () => {
  it("leaves it to that one", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", FULL, Infinity);
    await world.invoke("copier", message("one"));
    await world.invoke("copier", message("two"));
    expect(nextStep(world)).toBe("none: another message waits to start the workflow");
    expect(world.aws.sqs.messages("copier")).toHaveLength(1);
  });

  it("takes it over when nobody has tried for a quarter of an hour", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", FULL, 1);
    await world.invoke("copier", message("one"));
    world.drain("copier");
    world.now = new Date("2024-03-01T12:15:01Z");
    await world.invoke("copier", message("two"));
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("takes it over when it is the same message that SQS gives again", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", FULL, 1);
    await world.invoke("copier", message("one"));
    world.drain("copier");
    await world.invoke("copier", message("one"));
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("tries at once when a person sent it", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", FULL, 1);
    await world.invoke("copier", message("one"));
    await world.invoke("copier", message("two", JSON.stringify(BODY)));
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("ends when a letter tells that the workflow was not started", async () => {
    const world = exported();
    world.aws.fail("StartWorkflowRun", FULL, Infinity);
    await world.invoke("copier", message("one"));
    const waiting = world.takeOnly("copier");
    world.now = new Date("2024-03-04T12:00:00Z");
    await world.invoke("copier", delivered(waiting, "copier"));
    expect(world.letters("copier")).toMatchObject([{ code: "WORKFLOW_NOT_STARTED" }]);
    await world.invoke("copier", message("two"));
    expect(world.decisions().at(-1)).toBe("told-before");
    expect(world.letters("copier")).toHaveLength(1);
  });
});
