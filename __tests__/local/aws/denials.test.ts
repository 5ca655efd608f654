import { GetWorkflowCommand } from "@aws-sdk/client-glue";
import { DescribeDBSnapshotsCommand, StartExportTaskCommand } from "@aws-sdk/client-rds";
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { CreateTopicCommand, PublishCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { awsCall, AwsCallError } from "../../../functions/shared/aws-failure";
import { FakeAuthority } from "./fake-authority";
import { accountId, errorOf, operator, region, startWorld, type World } from "./local-world";

const key = `arn:aws:kms:${region}:${accountId}:key/1234`;
const snapshot = `arn:aws:rds:${region}:${accountId}:snapshot:s1`;
const role = `arn:aws:iam::${accountId}:role/export`;
const queueArn = `arn:aws:sqs:${region}:${accountId}:q`;
const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/q`;
const TopicArn = `arn:aws:sns:${region}:${accountId}:t`;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.aws.buckets.create("plain");
  world.aws.buckets.create("secret", { defaultKmsKeyArn: key });
  world.aws.glue.createWorkflow("w");
  world.aws.rds.createInstance("housing");
  await world.s3.send(new PutObjectCommand({ Bucket: "secret", Key: "k", Body: "x" }));
  const Attributes = { KmsMasterKeyId: "1234" };
  await world.sqs.send(new CreateQueueCommand({ QueueName: "q", Attributes }));
  await world.sns.send(new CreateTopicCommand({ Name: "t", Attributes }));
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
});
afterAll(() => world.close());

const copy = (): Promise<unknown> =>
  world.s3.send(new CopyObjectCommand({ Bucket: "plain", Key: "c", CopySource: "secret/k" }));
const send = (): Promise<unknown> =>
  world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
const publish = (): Promise<unknown> => world.sns.send(new PublishCommand({ TopicArn, Message: "hello" }));
const startExport = (): Promise<unknown> =>
  world.rds.send(
    new StartExportTaskCommand({
      ...{ ExportTaskIdentifier: "t1", SourceArn: snapshot, S3BucketName: "plain" },
      ...{ IamRoleArn: role, KmsKeyId: key },
    }),
  );

interface Case {
  readonly call: string;
  /** The action that is denied. */
  readonly denied: string;
  readonly make: () => Promise<unknown>;
  /** The error's name in the SDK. */
  readonly name: string;
  readonly status: number;
  /** What its message has. */
  readonly words: string;
}

const describe = (): Promise<unknown> =>
  world.rds.send(new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: "housing" }));
const receive = (): Promise<unknown> => world.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
const look = (): Promise<unknown> => world.glue.send(new GetWorkflowCommand({ Name: "w" }));
const database = `rds:DescribeDBSnapshots on resource: arn:aws:rds:${region}:${accountId}:db:housing because`;
const noAccess = { name: "AccessDenied", status: 403 };
const noKey = { name: "KMSKeyNotAccessibleFault", status: 400, words: `[${key}]` };
const noMessageKey = { name: "KmsAccessDenied", status: 400 };

const cases: readonly Case[] = [
  {
    call: "rds:DescribeDBSnapshots",
    denied: "rds:DescribeDBSnapshots",
    make: describe,
    ...noAccess,
    words: database,
  },
  {
    call: "rds:StartExportTask",
    denied: "rds:StartExportTask",
    make: startExport,
    ...noAccess,
    words: snapshot,
  },
  {
    call: "rds:StartExportTask",
    denied: "iam:PassRole",
    make: startExport,
    ...noAccess,
    words: `PassRole on resource: ${role}`,
  },
  { call: "rds:StartExportTask", denied: "kms:CreateGrant", make: startExport, ...noKey },
  { call: "rds:StartExportTask", denied: "kms:DescribeKey", make: startExport, ...noKey },
  {
    call: "s3:CopyObject",
    denied: "s3:GetObject",
    make: copy,
    ...noAccess,
    words: 's3:GetObject on resource: "arn:aws:s3:::secret/k"',
  },
  { call: "s3:CopyObject", denied: "s3:PutObject", make: copy, ...noAccess, words: '"arn:aws:s3:::plain/c"' },
  { call: "s3:CopyObject", denied: "kms:Decrypt", make: copy, ...noAccess, words: "kms:Decrypt" },
  {
    call: "sqs:SendMessage",
    denied: "sqs:SendMessage",
    make: send,
    ...noAccess,
    words: `sqs:sendmessage on resource: ${queueArn}`,
  },
  {
    call: "sqs:SendMessage",
    denied: "kms:GenerateDataKey",
    make: send,
    ...noMessageKey,
    words: "kms:GenerateDataKey",
  },
  { call: "sqs:ReceiveMessage", denied: "kms:Decrypt", make: receive, ...noMessageKey, words: "kms:Decrypt" },
  {
    call: "sns:Publish",
    denied: "sns:Publish",
    make: publish,
    name: "AuthorizationErrorException",
    status: 403,
    words: `SNS:Publish on resource: ${TopicArn}`,
  },
  {
    call: "sns:Publish",
    denied: "kms:Decrypt",
    make: publish,
    name: "KMSAccessDeniedException",
    status: 400,
    words: "kms:Decrypt",
  },
  {
    call: "glue:GetWorkflow",
    denied: "glue:GetWorkflow",
    make: look,
    name: "AccessDeniedException",
    status: 400,
    words: "workflow/w",
  },
];

it.each(cases)("answers $call without $denied as the service does", async (one) => {
  const { call, denied, make, name, status, words } = one;
  world.aws.enforce(FakeAuthority.denying(denied));
  const error = await errorOf(make());
  expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
  expect(error.message).toContain(words);
  const recorded = world.aws.calls.at(-1);
  expect(`${recorded?.service ?? ""}:${recorded?.operation ?? ""}`).toBe(call);
  expect(recorded?.status).toBe(status);
  expect(recorded?.access.filter(({ decision }) => decision.kind === "denied")).toMatchObject([
    {
      request: { action: denied, principal: operator.principal, principalAccountId: accountId },
      decision: { kind: "denied" },
    },
  ]);
});

/** What the functions make of a denial decides whether it is tried again, and what a person is told to do. */
const ofFunctions = cases.filter(({ call }) => !call.startsWith("sns:"));
it.each(ofFunctions)("lets the functions know why $call failed without $denied", async (one) => {
  world.aws.enforce(FakeAuthority.denying(one.denied));
  const failure = await errorOf(awsCall(one.call, "it", one.make));
  expect(failure).toBeInstanceOf(AwsCallError);
  expect(failure).toMatchObject({ kind: one.name === noKey.name ? "refused" : "denied" });
});

it("tells the caller of the first denial, and records all of them", async () => {
  world.aws.enforce(FakeAuthority.denying("s3:PutObject", "s3:GetObject"));
  const error = await errorOf(copy());
  const access = world.aws.calls.at(-1)?.access ?? [];
  const denied = access
    .filter(({ decision }) => decision.kind === "denied")
    .map(({ request }) => request.action);
  expect(denied.toSorted()).toEqual(["s3:GetObject", "s3:PutObject"]);
  expect(error.message).toContain(denied[0]);
});

it("carries nothing out that is denied", async () => {
  world.aws.enforce(FakeAuthority.denying("s3:PutObject"));
  await expect(copy()).rejects.toThrow("not authorized");
  expect(world.aws.buckets.objects("plain")).toEqual([]);
});

it("tells of absent keys only who may list, and of absent buckets and queues everybody", async () => {
  const get = (): Promise<unknown> => world.s3.send(new GetObjectCommand({ Bucket: "plain", Key: "gone" }));
  world.aws.enforce(new FakeAuthority());
  expect((await errorOf(get())).name).toBe("NoSuchKey");
  world.aws.enforce(FakeAuthority.denying("s3:ListBucket"));
  expect(await errorOf(get())).toMatchObject({ name: "AccessDenied" });
  world.aws.enforce(new FakeAuthority(() => true));
  const elsewhere = world.s3.send(new GetObjectCommand({ Bucket: "nowhere", Key: "k" }));
  expect((await errorOf(elsewhere)).name).toBe("NoSuchBucket");
  const gone = world.sqs.send(
    new SendMessageCommand({ QueueUrl: QueueUrl.replace(/q$/, "gone"), MessageBody: "x" }),
  );
  expect((await errorOf(gone)).name).toBe("QueueDoesNotExist");
});

it("answers a HEAD without a body", async () => {
  world.aws.enforce(FakeAuthority.denying("s3:ListBucket"));
  const error = await errorOf(world.s3.send(new HeadBucketCommand({ Bucket: "plain" })));
  expect(error).toMatchObject({ $metadata: { httpStatusCode: 403 } });
});

it("reads what a deletion names before it deletes it", async () => {
  const authority = new FakeAuthority();
  world.aws.enforce(authority);
  await world.s3.send(new PutObjectCommand({ Bucket: "plain", Key: "a/1", Body: "x" }));
  await world.s3.send(
    new DeleteObjectsCommand({ Bucket: "plain", Delete: { Objects: [{ Key: "a/1" }, { Key: "a/2" }] } }),
  );
  expect(authority.asked.filter(({ action }) => action === "s3:DeleteObject")).toMatchObject([
    { resource: "arn:aws:s3:::plain/a/1" },
    { resource: "arn:aws:s3:::plain/a/2" },
  ]);
  expect(world.aws.buckets.objects("plain")).toEqual([]);
});

it("asks by name where a call names a queue", async () => {
  const authority = new FakeAuthority();
  world.aws.enforce(authority);
  await world.sqs.send(new GetQueueUrlCommand({ QueueName: "q" }));
  expect(authority.asked).toMatchObject([{ action: "sqs:GetQueueUrl", resource: queueArn }]);
});
