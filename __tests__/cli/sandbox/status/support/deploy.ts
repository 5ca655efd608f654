import {
  CreateSecurityGroupCommand,
  CreateVpcEndpointCommand,
  DescribeImagesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { CreateKeyCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
} from "@aws-sdk/client-rds";
import { CreateBucketCommand, PutBucketEncryptionCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { StatusClients } from "../../../../../cli/sandbox/status/status-clients";
import { IDENTITY } from "./parts";

const REGION = IDENTITY.region;

/** @returns the key's ARN */
export async function createKey({ kms }: StatusClients, description: string): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: description }));
  return KeyMetadata!.Arn!;
}

export async function createDatabase(
  { rds }: StatusClients,
  identifier: string,
  key?: string,
): Promise<void> {
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: identifier,
      DBInstanceClass: "db.t3.micro",
      Engine: "postgres",
      EngineVersion: "17.4",
      AllocatedStorage: 20,
      StorageType: "gp3",
      MasterUsername: "sandbox_db_admin",
      ManageMasterUserPassword: true,
      StorageEncrypted: key !== undefined,
      KmsKeyId: key,
    }),
  );
}

/** @returns the instance's id */
export async function createBastion({ ec2 }: StatusClients, name: string): Promise<string> {
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({}));
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images[0]!.ImageId,
      InstanceType: "t3.micro",
      MinCount: 1,
      MaxCount: 1,
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 10, VolumeType: "gp3" } }],
      TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: name }] }],
    }),
  );
  return Instances[0]!.InstanceId!;
}

export async function createEndpoint({ ec2 }: StatusClients, securityGroup: string): Promise<void> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const { VpcId, SubnetId } = Subnets[0]!;
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: securityGroup, Description: "x", VpcId }),
  );
  await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId,
      ServiceName: `com.amazonaws.${REGION}.ssm`,
      VpcEndpointType: "Interface",
      SubnetIds: [SubnetId!],
      SecurityGroupIds: [GroupId!],
    }),
  );
}

export async function createBucket({ s3 }: StatusClients, name: string, key: string): Promise<void> {
  await s3.send(
    new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint: "eu-west-2" } }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: name,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } }],
      },
    }),
  );
}

export async function putObject(
  { s3 }: StatusClients,
  bucket: string,
  key: string,
  body: string,
): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

export async function createQueue(
  { sqs }: StatusClients,
  name: string,
  key: string,
  messages: readonly string[] = [],
): Promise<void> {
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { KmsMasterKeyId: key } }),
  );
  for (const MessageBody of messages) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

export async function createSnapshot(
  { rds }: StatusClients,
  database: string,
  identifier: string,
): Promise<void> {
  await rds.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier: database, DBSnapshotIdentifier: identifier }),
  );
}

export async function deleteDatabase({ rds }: StatusClients, identifier: string): Promise<void> {
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: identifier, SkipFinalSnapshot: true }));
}

export async function scheduleDeletion({ kms }: StatusClients, key: string): Promise<void> {
  await kms.send(
    // moto takes the id alone.
    new ScheduleKeyDeletionCommand({ KeyId: key.split("/").at(-1), PendingWindowInDays: 7 }),
  );
}
