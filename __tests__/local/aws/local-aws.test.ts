import { createServer } from "node:net";
import { request } from "node:http";
import { GetWorkflowCommand, GlueClient } from "@aws-sdk/client-glue";
import { DescribeDBInstancesCommand, RDSClient, StartExportTaskCommand } from "@aws-sdk/client-rds";
import {
  CreateBucketCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { RecordedCall } from "../../../local/aws/types";
import { accountId, errorName, errorOf, eventually, operator, startWorld, type World } from "./local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.aws.rds.createInstance("housing");
});
afterAll(async () => {
  await world.close();
});

const strangers = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret", sessionToken: "token" };

describe("callers", () => {
  it("gives the same caller the same credentials, and another caller others", () => {
    const other = { ...operator, accountId: "444455556666" };
    expect(world.aws.credentialsFor({ ...operator })).toEqual(world.aws.credentialsFor(operator));
    expect(world.aws.credentialsFor(other).accessKeyId).not.toBe(
      world.aws.credentialsFor(operator).accessKeyId,
    );
  });

  it("refuses an unknown access key in the words of each service", async () => {
    const settings = { ...world.settingsFor(operator), credentials: strangers };
    const calls = {
      rds: new RDSClient(settings).send(new DescribeDBInstancesCommand({})),
      s3: new S3Client({ ...settings, forcePathStyle: true }).send(new ListBucketsCommand({})),
      sqs: new SQSClient(settings).send(new ListQueuesCommand({})),
      sns: new SNSClient(settings).send(new ListTopicsCommand({})),
      glue: new GlueClient(settings).send(new GetWorkflowCommand({ Name: "w" })),
    };
    const names = await Promise.all(Object.values(calls).map(errorName));
    expect(Object.fromEntries(Object.keys(calls).map((key, index) => [key, names[index]]))).toEqual({
      rds: "InvalidClientTokenId",
      s3: "InvalidAccessKeyId",
      sqs: "InvalidClientTokenId",
      sns: "InvalidClientTokenId",
      glue: "UnrecognizedClientException",
    });
  });

  it("refuses a known key with another session token, and a request without a signature", async () => {
    const credentials = { ...world.aws.credentialsFor(operator), sessionToken: "another" };
    const client = new RDSClient({ ...world.settingsFor(operator), credentials });
    expect(await errorName(client.send(new DescribeDBInstancesCommand({})))).toBe("InvalidClientTokenId");
    expect((await fetch(world.aws.endpoint)).status).toBe(403);
  });

  it("says which services there are when a request is signed for another one", async () => {
    const answer = await fetch(world.aws.endpoint, {
      headers: { authorization: "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-2/dynamodb/aws4_request" },
    });
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain("rds, s3, sqs, sns, glue and sts");
  });

  it("takes the signature of a presigned URL", async () => {
    const { accessKeyId, sessionToken } = world.aws.credentialsFor(operator);
    const query = new URLSearchParams({
      "X-Amz-Credential": `${accessKeyId}/20260101/eu-west-2/s3/aws4_request`,
      "X-Amz-Security-Token": sessionToken,
    });
    expect((await fetch(`${world.aws.endpoint}/?${query.toString()}`)).status).toBe(200);
  });
});

describe("the record of calls", () => {
  it("names caller, service, operation, resource, status and error of each call, as it is answered", async () => {
    const heard: RecordedCall[] = [];
    world.aws.onCall((call) => heard.push(call));
    const role = { principal: `arn:aws:iam::${accountId}:role/reader`, accountId };
    const rds = new RDSClient(world.settingsFor(role));
    await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "housing" }));
    await errorName(rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "gone" })));
    await errorName(world.s3.send(new PutObjectCommand({ Bucket: "nowhere", Key: "a/b", Body: "x" })));
    expect(heard).toEqual([
      expect.objectContaining({
        caller: role,
        service: "rds",
        operation: "DescribeDBInstances",
        resource: `arn:aws:rds:eu-west-2:${accountId}:db:housing`,
        status: 200,
      }),
      expect.objectContaining({ status: 404, error: "DBInstanceNotFound" }),
      expect.objectContaining({
        caller: operator,
        operation: "PutObject",
        resource: "arn:aws:s3:::nowhere/a/b",
        error: "NoSuchBucket",
      }),
    ]);
    expect(world.aws.calls.slice(-3)).toEqual(heard);
  });
});

describe("faults", () => {
  it("happen instead of the call, in the protocol of its service, until they are taken back", async () => {
    const undo = world.aws.injectFault((call) =>
      ["DescribeDBInstances", "CreateBucket", "CreateQueue", "GetWorkflow"].includes(call.operation)
        ? { kind: "error", status: 400, code: "Throttling", message: "Rate exceeded" }
        : undefined,
    );
    const refused = [
      world.rds.send(new DescribeDBInstancesCommand({})),
      world.s3.send(new CreateBucketCommand({ Bucket: "faulty-bucket" })),
      world.sqs.send(new CreateQueueCommand({ QueueName: "faulty" })),
      world.glue.send(new GetWorkflowCommand({ Name: "w" })),
    ];
    const errors = await Promise.all(refused.map(errorOf));
    expect(errors.map(({ name, message }) => [name, message])).toEqual(
      refused.map(() => ["Throttling", "Rate exceeded"]),
    );
    expect(world.aws.buckets.names).not.toContain("faulty-bucket");
    undo();
    await world.rds.send(new DescribeDBInstancesCommand({}));
  });

  it("show on HEAD, which has no body, as their status", async () => {
    const undo = world.aws.injectFault((call) =>
      call.operation === "HeadBucket"
        ? { kind: "error", status: 403, code: "AccessDenied", message: "no" }
        : undefined,
    );
    const error = await errorOf(world.s3.send(new HeadBucketCommand({ Bucket: "any" })));
    undo();
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

describe("the clock", () => {
  it("does not make the SDK repeat a refused call, however far world time is from its own", async () => {
    const client = new RDSClient({
      endpoint: world.aws.endpoint,
      region: world.aws.region,
      credentials: world.aws.credentialsFor(operator),
    });
    const before = world.aws.calls.length;
    await errorName(client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "gone" })));
    client.destroy();
    expect(world.aws.calls).toHaveLength(before + 1);
    expect((await fetch(world.aws.endpoint)).headers.get("date")).toBeNull();
  });
});

describe("closing", () => {
  it("does not wait for an exporter that never stops", async () => {
    const stuck = await startWorld({ exporter: { export: () => new Promise(() => undefined) } });
    stuck.aws.rds.createInstance("housing");
    stuck.aws.buckets.create("exports");
    const { arn } = await stuck.aws.rds.snapshotAvailable(stuck.aws.rds.createSnapshot("housing", "s1").arn);
    await stuck.rds.send(
      new StartExportTaskCommand({
        ExportTaskIdentifier: "t1",
        SourceArn: arn,
        S3BucketName: "exports",
        IamRoleArn: `arn:aws:iam::${accountId}:role/export`,
        KmsKeyId: "k",
      }),
    );
    await eventually(() => (stuck.aws.rds.exportTasks[0]?.status === "IN_PROGRESS" ? true : undefined));
    await stuck.close();
  });

  it("ends promptly in the middle of a long poll, a snapshot and an export, and frees the port", async () => {
    const closing = await startWorld({
      factor: 1,
      exporter: { export: () => new Promise(() => undefined) },
    });
    closing.aws.rds.createInstance("housing");
    closing.aws.rds.createSnapshot("housing", "s1");
    const { QueueUrl } = await closing.sqs.send(new CreateQueueCommand({ QueueName: "q" }));
    const poll = closing.sqs
      .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
      .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = Date.now();
    await closing.close();
    await poll;
    // Before the poll ends by itself, after 20 s.
    expect(Date.now() - began).toBeLessThan(15_000);
    const port = Number(new URL(closing.aws.endpoint).port);
    await new Promise<void>((resolve, reject) => {
      const server = createServer().once("error", reject);
      server.listen(port, "127.0.0.1", () =>
        server.close(() => {
          resolve();
        }),
      );
    });
  });

  it("may be asked for twice", async () => {
    const twice = await startWorld();
    await Promise.all([twice.close(), twice.close()]);
  });
});

it("listens on 127.0.0.1 only", async () => {
  const port = Number(new URL(world.aws.endpoint).port);
  const other = await new Promise<string>((resolve) => {
    request({ host: "127.0.0.2", port, path: "/" }, () => {
      resolve("answered");
    })
      .once("error", (error) => {
        resolve((error as NodeJS.ErrnoException).code ?? "");
      })
      .end();
  });
  expect(other).toBe("ECONNREFUSED");
});
