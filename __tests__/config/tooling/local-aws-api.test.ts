import {
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type Instance,
} from "@aws-sdk/client-ec2";
import { ScheduleKeyDeletionCommand, CreateKeyCommand } from "@aws-sdk/client-kms";
import { CreateDBInstanceCommand, DescribeDBInstancesCommand, type RDSClient } from "@aws-sdk/client-rds";
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
import { startLocalAwsApi, type RunningAwsApi } from "../../../config/tooling/local-aws-api";
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

async function withApi(
  use: (account: (id?: string) => Promise<AwsClients>, api: RunningAwsApi) => Promise<void>,
): Promise<void> {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") throw new Error("moto_server is not installed");
  try {
    await use((id) => awsClients({ endpoint: api.endpoint, region: "eu-west-2" }, id), api);
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

/** Runs an instance as Terraform's provider does: without a public address, in a security group. */
async function runInstance({ ec2 }: AwsClients, groupName: string): Promise<Instance> {
  const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const { GroupId = "" } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: groupName, Description: "a", VpcId: vpc?.VpcId }),
  );
  await ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-12345678",
      MinCount: 1,
      MaxCount: 1,
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          AssociatePublicIpAddress: false,
          SubnetId: subnet?.SubnetId,
          Groups: [GroupId],
        },
      ],
    }),
  );
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  const found = instances.find(({ NetworkInterfaces: [first] = [] }) =>
    first?.Groups?.some((group) => group.GroupId === GroupId),
  );
  if (found === undefined) throw new Error(`expected an instance in ${groupName}`);
  return found;
}

itWithMoto("shows of every instance without a public address that it has none, and its own groups", () =>
  withApi(async (account) => {
    const clients = await account();
    const [one, other] = [await runInstance(clients, "one"), await runInstance(clients, "other")];
    expect([one, other].map(({ SecurityGroups }) => SecurityGroups?.map((g) => g.GroupName))).toEqual([
      ["one"],
      ["other"],
    ]);
    for (const { NetworkInterfaces = [], PublicIpAddress } of [one, other]) {
      expect(PublicIpAddress).toBeUndefined();
      expect(NetworkInterfaces.map(({ Association }) => Association)).toEqual([undefined]);
    }
  }),
);

itWithMoto("lists instances, volumes and security groups for as long as they are there", () =>
  withApi(async (account) => {
    const clients = await account();
    const { InstanceId = "", SecurityGroups = [] } = await runInstance(clients, "left");
    const group = `aws_security_group ${SecurityGroups[0]?.GroupId}`;
    const left = await resourcesInAccount(clients);
    expect(left).toEqual(expect.arrayContaining([`aws_instance ${InstanceId}`, group]));
    await clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }));
    expect(await resourcesInAccount(clients)).toEqual([group]);
  }),
);

const makeDatabase = (rds: RDSClient): Promise<unknown> =>
  rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: "refused",
      DBInstanceClass: "db.t3.micro",
      Engine: "postgres",
      MasterUsername: "somebody",
      ManageMasterUserPassword: true,
      AllocatedStorage: 20,
    }),
  );

itWithMoto("refuses a request once, and lists the database and its secret when it is made after all", () =>
  withApi(async (account, api) => {
    const clients = await account();
    api.refuseOnce({
      action: "CreateDBInstance",
      code: "InsufficientDBInstanceCapacity",
      message: "No room.",
    });
    const { DBInstances } = await clients.rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances).toEqual([]);
    await expect(makeDatabase(clients.rds)).rejects.toMatchObject({
      name: "InsufficientDBInstanceCapacityFault",
      message: "No room.",
    });
    expect(await resourcesInAccount(clients)).toEqual([]);
    await makeDatabase(clients.rds);
    expect(await resourcesInAccount(clients)).toEqual([
      "aws_db_instance refused",
      "aws_db_instance_automated_backups refused",
      expect.stringMatching(/^aws_db_snapshot rds:refused-/),
      expect.stringMatching(/^aws_secretsmanager_secret rds!db-/),
    ]);
  }),
);
