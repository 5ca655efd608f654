import { GetWorkflowCommand } from "@aws-sdk/client-glue";
import { DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { CopyObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Caller } from "../../../local/aws/types";
import { accountId, errorName, errorOf, region, type World } from "../aws/local-world";
import { closeWorlds, copier, roles, worldWithFaults } from "./world-with-faults";

afterEach(closeWorlds);

/** A bucket with one object, and a copy of it that can be made. */
function withObject(world: World): (key?: string, caller?: Caller) => Promise<unknown> {
  world.aws.buckets.create("exports");
  return async (key = "to", caller) => {
    await world.s3.send(new PutObjectCommand({ Bucket: "exports", Key: "from", Body: "x" }));
    const copy = new CopyObjectCommand({ Bucket: "exports", Key: key, CopySource: "exports/from" });
    if (caller === undefined) return world.s3.send(copy);
    const client = new S3Client({ ...world.settingsFor(caller), forcePathStyle: true });
    return client.send(copy).finally(() => {
      client.destroy();
    });
  };
}

async function queue(world: World, name = "q"): Promise<string> {
  const { QueueUrl } = await world.sqs.send(new CreateQueueCommand({ QueueName: name }));
  if (QueueUrl === undefined) throw new Error("The queue has no URL.");
  return QueueUrl;
}

async function bodies(world: World, QueueUrl: string): Promise<(string | undefined)[]> {
  const { Messages } = await world.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return (Messages ?? []).map(({ Body }) => Body);
}

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "answered";
  } catch (error) {
    return (error as Error).name;
  }
}

describe("which calls a fault happens to", () => {
  it("counts from the first match: some pass, then it happens so often, then no more", async () => {
    const { world, plan } = await worldWithFaults(["rds:DescribeDBInstances+1=Throttling*2"]);
    const outcomes: string[] = [];
    for (let call = 0; call < 4; call++)
      outcomes.push(await outcomeOf(world.rds.send(new DescribeDBInstancesCommand({}))));
    expect(outcomes).toEqual(["answered", "Throttling", "Throttling", "answered"]);
    expect(plan.unfired()).toEqual([]);
  });

  it("chooses by resource and by caller, and tells what never matched", async () => {
    const { world, plan } = await worldWithFaults([
      "copier@s3:CopyObject[*/repairs.request/*]=AccessDenied",
      "*:role/export-*@s3:CopyObject=SlowDown",
      "rds:StartExportTask=throttle*1",
    ]);
    const copy = withObject(world);
    await copy("a/repairs.request/x");
    await copy("a/repairs.requests", copier);
    expect(await errorName(copy("a/repairs.request/x", copier))).toBe("AccessDenied");
    expect(await errorName(copy("any", { principal: roles.export, accountId }))).toBe("SlowDown");
    expect(plan.unfired()).toEqual(["rds:StartExportTask is throttled, once"]);
    expect(plan.words).toHaveLength(3);
  });

  it("lets the first of two faults go first, and the second when that is over", async () => {
    const { world } = await worldWithFaults(["s3:CopyObject=SlowDown*1", "s3:CopyObject=InternalError*1"]);
    const copy = withObject(world);
    expect(await errorName(copy())).toBe("SlowDown");
    expect(await errorName(copy())).toBe("InternalError");
    await copy();
  });
});

describe("errors", () => {
  it("have AWS's status and words by their code, or those of the plan", async () => {
    const { world } = await worldWithFaults([
      "s3:CopyObject=SlowDown*1",
      "s3:CopyObject=InternalError:503:not now*1",
    ]);
    const copy = withObject(world);
    expect(await errorOf(copy())).toMatchObject({
      name: "SlowDown",
      message: "Please reduce your request rate.",
      $metadata: { httpStatusCode: 503 },
    });
    expect(await errorOf(copy())).toMatchObject({ message: "not now", $metadata: { httpStatusCode: 503 } });
    await expect(world.s3.send(new HeadObjectCommand({ Bucket: "exports", Key: "to" }))).rejects.toThrow();
  });

  it("throttle as each service does", async () => {
    const operations = ["rds:DescribeDBInstances", "s3:CopyObject", "sqs:ListQueues", "sns:CreateTopic"];
    const { world } = await worldWithFaults(
      [...operations, "glue:GetWorkflow"].map((name) => `${name}=throttle`),
    );
    const calls = [
      world.rds.send(new DescribeDBInstancesCommand({})),
      withObject(world)(),
      world.sqs.send(new ListQueuesCommand({})),
      world.sns.send(new CreateTopicCommand({ Name: "t" })),
      world.glue.send(new GetWorkflowCommand({ Name: "w" })),
    ];
    const errors = await Promise.all(calls.map(errorOf));
    // All but S3 and SNS are told from other refusals by their code alone.
    expect(errors.map(({ name }) => name.replace(/Exception$/, ""))).toEqual([
      ...["Throttling", "SlowDown", "RequestThrottled", "Throttled", "Throttling"],
    ]);
  });

  it("come with status 200 when the copy had begun: the SDK finds them all the same", async () => {
    const { world } = await worldWithFaults(["s3:CopyObject=error-in-200*1"]);
    const copy = withObject(world);
    expect(await errorName(copy())).toBe("InternalError");
    expect(world.aws.calls.at(-1)).toMatchObject({
      ...{ operation: "CopyObject", status: 200, error: "InternalError" },
      fault: { kind: "error-in-200" },
    });
    await copy();
  });
});

describe("copies", () => {
  it("are gone behind a good answer", async () => {
    const { world } = await worldWithFaults(["s3:CopyObject=lost*1"]);
    const copy = withObject(world);
    expect(await copy()).toMatchObject({
      CopyObjectResult: { ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) },
    });
    expect(world.aws.calls.at(-1)).toMatchObject({ status: 200, fault: { kind: "lost" } });
    const there = new HeadObjectCommand({ Bucket: "exports", Key: "to" });
    expect(await errorName(world.s3.send(there))).toBe("NotFound");
    await copy();
    await world.s3.send(there);
  });
});

describe("slow calls", () => {
  it("are carried out after so long in world time", async () => {
    const { world } = await worldWithFaults(["rds:DescribeDBInstances=slow:3600*1"], { factor: 36_000 });
    const began = performance.now();
    await world.rds.send(new DescribeDBInstancesCommand({}));
    expect(performance.now() - began).toBeGreaterThanOrEqual(99);
  });

  it("do not keep the world from closing", async () => {
    const { world } = await worldWithFaults(["rds:DescribeDBInstances=slow:86400"], { factor: 1 });
    const call = errorOf(world.rds.send(new DescribeDBInstancesCommand({})));
    await new Promise((resolve) => setImmediate(resolve));
    await closeWorlds();
    await call;
  });
});

describe("messages", () => {
  it("are lost behind a good answer, one by one or in a batch", async () => {
    const { world } = await worldWithFaults(["sqs:SendMessage=lost*1", "sqs:SendMessageBatch=lost*1"]);
    const QueueUrl = await queue(world);
    const send = (MessageBody: string) => world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    // The SDK compares the digest in the answer with the body.
    expect(await send("first")).toMatchObject({ MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const Entries = [{ Id: "a", MessageBody: "second" }];
    const batch = await world.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(batch.Successful).toMatchObject([{ Id: "a" }]);
    await send("third");
    expect(await bodies(world, QueueUrl)).toEqual(["third"]);
    expect(world.aws.calls.find(({ operation }) => operation === "SendMessage")).toMatchObject({
      ...{ status: 200, fault: { kind: "lost" } },
    });
  });

  it("arrive twice", async () => {
    const { world } = await worldWithFaults(["sqs:SendMessage=doubled*1"]);
    const QueueUrl = await queue(world);
    await world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "twin" }));
    expect(await bodies(world, QueueUrl)).toEqual(["twin", "twin"]);
  });

  it("of a topic are lost and doubled before they reach any queue", async () => {
    const { world } = await worldWithFaults(["sns:Publish=lost*1", "sns:Publish=doubled*1"]);
    const QueueUrl = await queue(world);
    const { TopicArn } = await world.sns.send(new CreateTopicCommand({ Name: "t" }));
    const Endpoint = `arn:aws:sqs:${region}:${accountId}:q`;
    await world.sns.send(
      new SubscribeCommand({
        ...{ TopicArn, Endpoint, Protocol: "sqs", Attributes: { RawMessageDelivery: "true" } },
      }),
    );
    const publish = (Message: string) => world.sns.send(new PublishCommand({ TopicArn, Message }));
    expect((await publish("lost")).MessageId).toMatch(/^[0-9a-f-]{36}$/);
    await publish("twin");
    expect(await bodies(world, QueueUrl)).toEqual(["twin", "twin"]);
  });

  it("are lost between a topic and one of its queues", async () => {
    const { world, plan } = await worldWithFaults(["sns.amazonaws.com@sqs:SendMessage[*:one]=lost"]);
    const urls = [await queue(world, "one"), await queue(world, "two")];
    const { TopicArn } = await world.sns.send(new CreateTopicCommand({ Name: "t" }));
    for (const name of ["one", "two"])
      await world.sns.send(
        new SubscribeCommand({
          TopicArn,
          Endpoint: `arn:aws:sqs:${region}:${accountId}:${name}`,
          Protocol: "sqs",
        }),
      );
    await world.sns.send(new PublishCommand({ TopicArn, Message: "m" }));
    const found = await Promise.all(urls.map((url) => bodies(world, url)));
    expect(found.map(({ length }) => length)).toEqual([0, 1]);
    expect(plan.unfired()).toEqual([]);
  });
});

describe("kills", () => {
  it("ask for the process of the calling instance, before or after the call is carried out", async () => {
    const { world } = await worldWithFaults(["s3:CopyObject=kill-before*1", "s3:CopyObject=kill-after*1"]);
    const copy = withObject(world);
    const killed: Caller[] = [];
    world.aws.onKill((caller) => {
      killed.push(caller);
      return Promise.resolve(true);
    });
    const landed = (key: string): boolean => world.aws.buckets.objects("exports", key).length === 1;
    await errorOf(copy("before", copier));
    const another = { ...copier, session: "instance-2" };
    await copy("after", another);
    expect(killed).toEqual([copier, another]);
    expect([landed("before"), landed("after")]).toEqual([false, true]);
  });

  it("end a process once, whatever else it was calling at the time", async () => {
    const { world } = await worldWithFaults(["s3:CopyObject=kill-before"]);
    const copy = withObject(world);
    let kills = 0;
    world.aws.onKill(() => Promise.resolve((kills += 1) === 1));
    const errors = await Promise.all([copy("a", copier), copy("b", copier)].map(errorName));
    expect(errors).toEqual(["CallerKilled", "CallerKilled"]);
    expect(kills).toBe(1);
  });

  it("leave everybody alone who is no instance of a function", async () => {
    const { world, plan } = await worldWithFaults(["rds:DescribeDBInstances=kill-before"]);
    world.aws.onKill(() => Promise.resolve(true));
    await world.rds.send(new DescribeDBInstancesCommand({}));
    const poller = new RDSClient(world.settingsFor({ principal: roles.copier, accountId }));
    await poller.send(new DescribeDBInstancesCommand({}));
    poller.destroy();
    expect(plan.unfired()).toHaveLength(1);
  });

  it("say so when there is no such process", async () => {
    const { world } = await worldWithFaults(["s3:CopyObject=kill-before"]);
    expect((await errorOf(withObject(world)("to", copier))).message).toContain("expected a running instance");
  });
});
