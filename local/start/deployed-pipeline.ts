import path from "node:path";
import { App } from "cdktf";
import type { LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import { clientsOf, type Clients } from "../deploy/clients";
import { Configuration } from "../deploy/configuration";
import { deploy, type Deployment } from "../deploy/deploy";
import { readTerraformJson } from "../deploy/terraform-json";
import { LocalLambda, type LocalLambdaOptions } from "../lambda/local-lambda";
import { DataPlatformStack } from "../../modules/data-platform/data-platform-stack";
import { authorityFor, type Permissions } from "../permissions/authority-for";
import type { PolicySet } from "../permissions/types";
import type { CleanUp } from "./clean-up";
import { DATABASE_ACCOUNT, DEPLOYER, localOwners, localSettings } from "./landing-zone";

const STACK = "data-platform";
/** Folder of the run that Terraform JSON goes into. */
const TERRAFORM = "terraform";
/** Folder of the `cdk.tf.json`, in that of the run. */
export const STACK_FOLDER = path.join(TERRAFORM, "stacks", STACK);

/** The stack as it runs. */
export interface DeployedPipeline {
  readonly deployment: Deployment;
  readonly lambda: LocalLambda;
  /** Whoever deploys: owns queues and topics. */
  readonly deployer: Clients;
  /** Queue that the export function reads. */
  readonly exportQueueUrl: string;
  /** The policies that decide, the stack's and the owners'. */
  readonly permissions: Permissions;
  /** Folder of the `cdk.tf.json` that was deployed. */
  readonly stackDirectory: string;
}

export interface PipelineOptions {
  readonly aws: LocalAws;
  readonly clock: WorldClock;
  /** Folder of the run; Terraform JSON and code go into folders of it. */
  readonly directory: string;
  readonly instances: readonly string[];
  readonly listeners: Pick<LocalLambdaOptions, "onLine" | "onReport" | "onEvent">;
}

/**
 * Synthesises the stack that deploys to AWS, with literal settings, and deploys what was synthesised.
 *
 * @throws whatever the synthesis, the checks of the JSON, or a service refuses
 */
export async function deployPipeline(options: PipelineOptions, cleanUp: CleanUp): Promise<DeployedPipeline> {
  const { aws, clock, directory, instances, listeners } = options;
  const stackDirectory = synthesise(path.join(directory, TERRAFORM), instances);
  const blocks = readTerraformJson(path.join(stackDirectory, "cdk.tf.json"));
  const configuration = new Configuration(blocks, {
    accountId: aws.accountId,
    region: aws.region,
    endpoint: aws.endpoint,
    planned: clock.now(),
  });
  const deployer = clientsOf(
    aws,
    aws.credentialsFor({
      principal: DEPLOYER,
      accountId: DATABASE_ACCOUNT,
    }),
  );
  cleanUp.add("the deployer's connections", () => {
    deployer.destroy();
  });
  const permissions = authorityFor(configuration, localOwners(), () => clock.now());
  aws.enforce(permissions.authority);
  const deployment = await deploy(configuration, deployer, stackDirectory);
  aws.rds.knowRoles(deployment.roles);
  aws.rds.knowKeys(deployment.keys);
  for (const rule of deployment.eventRules) aws.events.putRule(rule);
  for (const schedule of deployment.schedules) aws.events.putSchedule(schedule);
  showBucketPolicies(aws.buckets, permissions.policies);
  const lambda = await LocalLambda.start(deployment, {
    aws,
    clock,
    directory: path.join(directory, "functions"),
    deployer,
    ...listeners,
  });
  cleanUp.add("the functions", () => lambda.close());
  return {
    deployment,
    lambda,
    deployer,
    permissions,
    exportQueueUrl: subscribedQueueUrl(configuration, deployment),
    stackDirectory,
  };
}

/** What GetBucketPolicy answers is what decides. */
function showBucketPolicies(buckets: LocalAws["buckets"], { resource }: PolicySet): void {
  for (const [arn, { document }] of resource) {
    const name = /^arn:aws:s3:::([^/]+)$/.exec(arn)?.[1];
    if (name !== undefined && buckets.names.includes(name))
      buckets.showPolicy(name, JSON.stringify(document));
  }
}

/** @returns the folder of `cdk.tf.json` */
function synthesise(outdir: string, instances: readonly string[]): string {
  const app = new App({ outdir });
  new DataPlatformStack(app, STACK, { backend: "local", settings: localSettings(instances) });
  app.synth();
  return path.join(outdir, "stacks", STACK);
}

/** The export queue is the one that hears of RDS's events. */
function subscribedQueueUrl(configuration: Configuration, { queues }: Deployment): string {
  const arns = configuration
    .resources("aws_sns_topic_subscription")
    .map(({ address }) =>
      configuration.valueOf({ address, attribute: "endpoint" }, { address, attribute: "endpoint" }),
    );
  const queue = queues.find(({ arn }) => arns.includes(arn));
  if (queue === undefined) throw new Error("no queue of the stack is subscribed to a topic");
  return queue.url;
}
