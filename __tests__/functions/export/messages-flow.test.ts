import { event, NOON, refusal } from "../../support/functions/backup-event";
import { FakeAws } from "../../support/functions/fake-aws";
import { GREETING, snsEnvelope, sqsRecord } from "../../support/functions/records";
import { World } from "../../support/functions/world";

describe("defect 13: unreadable messages", () => {
  it.each([
    ["no JSON", "{oops"],
    ["JSON of another kind", "[1,2]"],
    ["null", "null"],
    ["an envelope around something else", snsEnvelope("certainly not JSON")],
    ["an event without an id", event(NOON, { "Event ID": "http://x" })],
    ["an event without a time", event(NOON, { "Event Time": "yesterday" })],
  ])("%s goes to the dead-letter queue at once, quoted", async (_name, body) => {
    const world = new World(NOON);
    const answer = await world.invoke("export", body);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.letters("export")).toMatchObject([
      { code: "UNREADABLE_MESSAGE", original: body, messageId: "record-1", failedAt: NOON },
    ]);
  });

  it("a body of the largest size is quoted in part, fits the queue, and is not processed when redriven", async () => {
    const world = new World(NOON);
    await world.invoke("export", `"${'ü\\"'.repeat(250_000)}`);
    const { body } = world.takeOnly("export-dead");
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(262_144);
    expect(JSON.parse(body)).toMatchObject({ originalBytesCut: expect.any(Number) });
    await world.invoke("export", body);
    expect(world.letters("export")).toMatchObject([{ code: "LETTER_CUT" }]);
  });
});

describe("several records in one invocation", () => {
  it("do not hold each other, and only what no queue takes is reported", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("s1", new Date("2024-03-01T11:55:00Z"));
    world.aws.fail("SendMessage", refusal("InternalFailure", 500), Infinity, (input) =>
      input.includes("poison"),
    );
    const answer = await world.invoke("export", "poison", event(NOON), snsEnvelope(GREETING));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "record-1" }]);
    expect(world.aws.rds.tasks).toHaveLength(1);
    expect(world.flushes).toBe(1);
    expect(world.log.find(({ level }) => level === "error")?.message).toContain(
      "SQS delivers the message again",
    );
  });

  it("are all reported when no queue takes anything", async () => {
    const world = new World(NOON);
    world.aws.fail("SendMessage", { kind: "connection-lost" });
    const answer = await world.invoke("export", "poison", "poison too");
    expect(answer.batchItemFailures).toHaveLength(2);
  });
});

describe("message attributes", () => {
  it("that are garbage count as absent, with a warning", async () => {
    const world = new World(NOON);
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("s1", new Date(NOON));
    const attribute = (stringValue: string) => ({ dataType: "String" as const, stringValue });
    const record = sqsRecord(event(NOON), {
      messageAttributes: {
        FirstSeen: attribute("long ago"),
        WaitingFor: attribute("Godot"),
        Attempt: attribute("-1"),
        Deadline: attribute("never"),
      },
    });
    const answer = await world.invoke("export", record);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.log.filter(({ level }) => level === "warn")).toHaveLength(2);
    expect(world.takeOnly("export").attributes).toMatchObject({
      FirstSeen: { StringValue: NOON },
      Attempt: { StringValue: "1" },
    });
  });
});

describe("what nobody foresaw", () => {
  it("is tried for an hour, then told with the error's name and message", async () => {
    const world = new World(NOON);
    jest.spyOn(FakeAws.prototype, "handle").mockRejectedValue(new TypeError("undefined is not a function"));
    const answer = await world.invoke("export", event(NOON));
    // Even the queue cannot be reached: SQS delivers again.
    expect(answer.batchItemFailures).toHaveLength(1);
    jest.restoreAllMocks();

    const snapshot = world.aws.rds.addSnapshot("s1", new Date(NOON));
    // RDS leaves out what makes a snapshot.
    Object.assign(snapshot, { arn: undefined });
    await world.invoke("export", event(NOON));
    await world.runUntil("2024-03-01T12:55:00Z");
    expect(world.letters("export")).toEqual([]);
    expect(world.log.at(-1)).toMatchObject({ level: "warn", fields: { error: expect.any(Error) } });
    await world.runUntil("2024-03-01T13:10:00Z");
    expect(world.letters("export")).toMatchObject([
      { code: "UNEXPECTED_ERROR", reason: expect.stringContaining("snapshot without ARN") },
    ]);
  });
});
