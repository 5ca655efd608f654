import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";

/** Clients of one account's services, in one region. */
export interface SandboxClients {
  readonly ec2: EC2Client;
  readonly logs: CloudWatchLogsClient;
  readonly rds: RDSClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

export interface ClientsOptions {
  readonly region: string;
  /** Profile of the AWS CLI's configuration. @default what the environment says */
  readonly profile?: string | undefined;
}

/** Nothing is asked yet: see {@link checkAccount}. */
export function sandboxClients({ region, profile }: ClientsOptions): SandboxClients {
  const settings = { region, ...(profile === undefined ? {} : { profile }) };
  return {
    ec2: new EC2Client(settings),
    logs: new CloudWatchLogsClient(settings),
    rds: new RDSClient(settings),
    s3: new S3Client(settings),
    secretsManager: new SecretsManagerClient(settings),
    sqs: new SQSClient(settings),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
}
