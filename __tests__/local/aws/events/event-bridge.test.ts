import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { EventRule, Schedule } from "../../../../local/aws/events/local-events";
import type { AccessRequest } from "../../../../local/permissions/types";
import type { RecordedCall } from "../../../../local/aws/types";
import { FakeAuthority } from "../fake-authority";
import { accountId, eventually, region, startWorld, type World } from "../local-world";

const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
const role = `arn:aws:iam::${accountId}:role/schedule`;
const rule: EventRule = {
  name: "created",
  arn: `arn:aws:events:${region}:${accountId}:rule/created`,
  enabled: true,
  pattern: { source: ["aws.rds"], detail: { EventID: ["RDS-EVENT-0042"] } },
  targets: [{ queueArn: queueArn("target"), deadLetterArn: queueArn("dead") }],
};
const schedule: Schedule = {
  arn: `arn:aws:scheduler:${region}:${accountId}:schedule/looks/often`,
  groupArn: `arn:aws:scheduler:${region}:${accountId}:schedule-group/looks`,
  enabled: true,
  everySeconds: 3600,
  roleArn: role,
  input: '{"at":"<aws.scheduler.scheduled-time>","escaped":"\\u003caws.scheduler.scheduled-time\\u003e"}',
  target: { queueArn: queueArn("target") },
};

let world: World;
let denies: (request: AccessRequest) => boolean;
beforeEach(async () => {
  world = await startWorld({ factor: 36_000 });
  for (const QueueName of ["target", "dead"])
    await world.sqs.send(
      new CreateQueueCommand({ QueueName, Attributes: { KmsMasterKeyId: `key-${QueueName}` } }),
    );
  denies = () => false;
  world.aws.enforce(new FakeAuthority((request) => denies(request)));
});
afterEach(() => world.close());

/** The body of the next message of a queue, with what happened before. */
function next(name: string): Promise<string> {
  return eventually(async () => {
    const { Messages } = await world.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: `${world.aws.endpoint}/${accountId}/${name}` }),
    );
    return Messages?.[0]?.Body;
  });
}

const sent = (): RecordedCall[] =>
  world.aws.calls.filter(
    ({ operation, caller }) => operation === "SendMessage" && caller.principal !== "operator",
  );

const takeSnapshot = (): Promise<unknown> => {
  world.aws.rds.createInstance("housing");
  return world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
};

it("delivers the event that a rule matches, for that rule, in RDS's form", async () => {
  world.aws.events.putRule(rule);
  await takeSnapshot();
  const arn = `arn:aws:rds:${region}:${accountId}:snapshot:s1`;
  expect(JSON.parse(await next("target"))).toMatchObject({
    "detail-type": "RDS DB Snapshot Event",
    source: "aws.rds",
    resources: [arn],
    detail: { SourceType: "SNAPSHOT", SourceArn: arn, EventID: "RDS-EVENT-0042", SourceIdentifier: "s1" },
  });
  expect(sent()).toHaveLength(1);
  expect(sent()[0]).toMatchObject({
    caller: { principal: "events.amazonaws.com", sourceArn: rule.arn },
    resource: queueArn("target"),
  });
  expect(sent()[0]?.access.map(({ request }) => [request.action, request.context["aws:SourceArn"]])).toEqual([
    ["sqs:SendMessage", rule.arn],
    ["kms:GenerateDataKey", rule.arn],
    ["kms:Decrypt", rule.arn],
  ]);
});

it("delivers nothing of a rule that is disabled", async () => {
  world.aws.events.putRule({ ...rule, enabled: false });
  await takeSnapshot();
  expect(sent()).toEqual([]);
});

it("tries again what may heal, and puts what is denied into the dead-letter queue at once", async () => {
  world.aws.events.putRule(rule);
  let failures = 0;
  world.aws.injectFault(({ caller }) =>
    caller.principal === "events.amazonaws.com" && failures++ < 2
      ? { kind: "error", status: 500, code: "InternalError", message: "busy" }
      : undefined,
  );
  await takeSnapshot();
  await next("target");
  expect(sent().map(({ status }) => status)).toEqual([500, 500, 200]);

  denies = ({ resource }) => resource === queueArn("target");
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s2").arn);
  expect(await next("dead")).toContain("snapshot:s2");
  expect(sent().filter(({ status }) => status === 403)).toHaveLength(1);
});

it("invokes a schedule at once and then at its rate, as its role, with the time that was scheduled", async () => {
  world.aws.events.putSchedule(schedule);
  const look = async () => JSON.parse(await next("target")) as Record<string, string>;
  const body = await look();
  expect(body["at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(body["escaped"]).toBe("<aws.scheduler.scheduled-time>");
  // When it was scheduled, not when it was sent: a millisecond of this machine's is half a minute there.
  const first = Date.parse(body["at"] ?? "");
  const later = await eventually(async () => {
    const at = Date.parse((await look())["at"] ?? "");
    return at === first ? undefined : at;
  });
  expect(later - first).toBeGreaterThan(3_500_000);
  expect(sent()[0]).toMatchObject({ caller: { principal: role }, resource: queueArn("target") });
  const assumed = world.aws.calls.find(({ operation }) => operation === "AssumeRole");
  expect(assumed?.caller).toEqual({
    principal: "scheduler.amazonaws.com",
    accountId,
    sourceArn: `arn:aws:scheduler:${region}:${accountId}:schedule-group/looks`,
  });
});

it("sends nothing when the role does not trust the scheduler", async () => {
  denies = ({ action }) => action === "sts:AssumeRole";
  world.aws.events.putSchedule(schedule);
  await eventually(() => world.aws.calls.find(({ error }) => error === "AccessDenied"));
  expect(sent()).toEqual([]);
});
