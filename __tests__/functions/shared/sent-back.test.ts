import { World } from "../../support/functions/world";

const REFUSED = { kind: "refusal", status: 400, code: "InvalidParameterValue", message: "too long" } as const;
const MESSAGE = JSON.stringify({
  ExportTaskIdentifier: "a-1",
  ExportBucket: "export-bucket",
});

/** A world whose only export still runs, so that its message must wait. */
function running(): World {
  const world = new World("2024-03-01T12:00:00.000Z", { maxAttempts: 1 });
  const snapshot = world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z"));
  world.aws.rds.addTask("a-1", snapshot, { status: "IN_PROGRESS" });
  return world;
}

it("a message that must wait, but that SQS does not take again, is a letter with reason and remedy", async () => {
  const world = running();
  world.aws.fail("SendMessage", REFUSED, 1);
  const answer = await world.invoke("copier", MESSAGE);
  expect(answer.batchItemFailures).toEqual([]);
  expect(world.letters("copier")).toMatchObject([
    {
      code: "NOT_SENT_BACK",
      reason: expect.stringMatching(/^Export task a-1 is IN_PROGRESS.*InvalidParameterValue: too long$/),
      exportTask: "a-1",
    },
  ]);
});

it("a message that SQS does not take for the moment stays where it is", async () => {
  const world = running();
  world.aws.fail("SendMessage", { kind: "connection-lost" });
  const answer = await world.invoke("copier", MESSAGE);
  expect(answer.batchItemFailures).toHaveLength(1);
  expect(world.letters("copier")).toEqual([]);
});

it("what SQS takes in no message, such as an odd character of a key, is sent as JSON's escape", async () => {
  const world = running();
  const odd = "\uFFFE and \uFFFF";
  await world.invoke(
    "copier",
    JSON.stringify({ ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket", DBInstanceIdentifier: odd }),
  );
  const sent = world.takeOnly("copier").body;
  expect(sent).not.toMatch(/[\uFFFE\uFFFF]/);
  expect(JSON.parse(sent)).toMatchObject({ DBInstanceIdentifier: odd });
});
