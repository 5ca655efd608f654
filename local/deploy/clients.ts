import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Credentials } from "../aws/types";

/** The SDK's clients of one caller, all of them for the local endpoint. */
export interface Clients {
  readonly rds: RDSClient;
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** Closes the connections. */
  destroy(): void;
}

export function clientsOf(
  aws: { readonly endpoint: string; readonly region: string },
  credentials: Credentials,
): Clients {
  const settings = { endpoint: aws.endpoint, region: aws.region, credentials };
  const clients = {
    rds: new RDSClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
  };
  const destroy = (): void => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { ...clients, destroy };
}
