import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { GlueClient } from "@aws-sdk/client-glue";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/** The services of which the modules make resources, as one account of the local AWS API sees them. */
export type AwsClients = ReturnType<typeof clientsWith>;

/** An AWS API on this machine. */
export interface AwsApi {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  readonly region: string;
}

/** Any will do: nobody checks them on this machine. */
const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };

/**
 * @param accountId an account that Terraform gets into by assuming a role. @default the API's own
 * @returns clients that ask as that account
 */
export async function awsClients(api: AwsApi, accountId?: string): Promise<AwsClients> {
  return clientsWith(api, accountId === undefined ? CREDENTIALS : await assumed(api, accountId));
}

async function assumed(api: AwsApi, accountId: string): Promise<typeof CREDENTIALS> {
  const { Credentials } = await new STSClient({ ...api, credentials: CREDENTIALS }).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/asks-what-is-there`,
      RoleSessionName: "asks-what-is-there",
    }),
  );
  if (Credentials?.AccessKeyId === undefined || Credentials.SecretAccessKey === undefined)
    throw new Error(`AssumeRole in account ${accountId}: expected credentials, got none`);
  return { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey };
}

function clientsWith(api: AwsApi, credentials: typeof CREDENTIALS) {
  const config = { ...api, credentials };
  return {
    // The client would speak AWS JSON with it, which moto does not know of this service.
    alarms: new CloudWatchClient({ ...config, protocol: AwsQueryProtocol }),
    ec2: new EC2Client(config),
    glue: new GlueClient(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    rds: new RDSClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    secrets: new SecretsManagerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    ssm: new SSMClient(config),
    sts: new STSClient(config),
  };
}
