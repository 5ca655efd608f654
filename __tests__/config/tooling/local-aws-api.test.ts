import { ScheduleKeyDeletionCommand, CreateKeyCommand } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { CreateQueueCommand, DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { startLocalAwsApi } from "../../../config/tooling/local-aws-api";
import { apiDeviations } from "../../../config/tooling/terraform-examples/api-deviations";
import { askForDeviations } from "../../../config/tooling/terraform-examples/asked-deviations";
import { awsClients, type AwsClients } from "../../../config/tooling/terraform-examples/aws-clients";
import { resourcesInAccount } from "../../../config/tooling/terraform-examples/leftovers";
import { itWithMoto } from "../../support/with-moto";

const NO_TLS = JSON.stringify({
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});

async function withApi(use: (account: (id?: string) => Promise<AwsClients>) => Promise<void>): Promise<void> {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") throw new Error("moto_server is not installed");
  try {
    await use((id) => awsClients({ endpoint: api.endpoint, region: "eu-west-2" }, id));
  } finally {
    api.close();
  }
}

itWithMoto("keeps a bucket's policy, and lets objects in and out although it denies under a condition", () =>
  withApi(async (account) => {
    const { s3 } = await account();
    const [bucket, object] = [{ Bucket: "files" }, { Bucket: "files", Key: "a/policy" }];
    const configuration = { LocationConstraint: "eu-west-2" as const };
    await s3.send(new CreateBucketCommand({ ...bucket, CreateBucketConfiguration: configuration }));
    await expect(s3.send(new GetBucketPolicyCommand(bucket))).rejects.toThrow("bucket policy does not exist");
    await s3.send(new PutBucketPolicyCommand({ ...bucket, Policy: NO_TLS }));
    expect((await s3.send(new GetBucketPolicyCommand(bucket))).Policy).toBe(NO_TLS);

    await s3.send(new PutObjectCommand({ ...object, Body: "one" }));
    await s3.send(new PutObjectCommand({ ...object, Body: "two" }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe("two");

    await s3.send(new DeleteObjectCommand(object));
    await s3.send(new DeleteBucketPolicyCommand(bucket));
    await expect(s3.send(new GetBucketPolicyCommand(bucket))).rejects.toThrow("bucket policy does not exist");
    await s3.send(new DeleteBucketCommand(bucket));
  }),
);

itWithMoto("tells what each account has, but for keys that wait for their deletion", () =>
  withApi(async (account) => {
    const [one, other] = [await account("111111111111"), await account("222222222222")];
    const { QueueUrl } = await one.sqs.send(new CreateQueueCommand({ QueueName: "left" }));
    const { KeyMetadata } = await other.kms.send(new CreateKeyCommand({}));
    expect(await resourcesInAccount(one)).toEqual([`aws_sqs_queue ${QueueUrl}`]);
    expect(await resourcesInAccount(other)).toEqual([`aws_kms_key ${KeyMetadata?.Arn}`]);

    await one.sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await other.kms.send(new ScheduleKeyDeletionCommand({ KeyId: KeyMetadata?.KeyId }));
    expect([await resourcesInAccount(one), await resourcesInAccount(other)]).toEqual([[], []]);
  }),
);

itWithMoto("answers otherwise than AWS where it is said to", () =>
  withApi(async (account) => {
    const asked = await askForDeviations(apiDeviations, await account("999999999999"));
    expect(asked.filter(({ isProved }) => !isProved)).toEqual([]);
  }),
);
