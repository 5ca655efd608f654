import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { sandboxClients, type ClientsOptions, type SandboxClients } from "../../shared/aws/sandbox-clients";

/** Clients of every service that is looked at. */
export type StatusClients = Pick<SandboxClients, "ec2" | "rds" | "s3" | "sqs" | "ssm" | "sts"> & {
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
};

/** Nothing is asked yet. */
export function statusClients(options: ClientsOptions): StatusClients {
  const { region, profile } = options;
  const settings = { region, ...(profile === undefined ? {} : { profile }) };
  return {
    ...sandboxClients(options),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
  };
}
