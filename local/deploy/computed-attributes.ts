import { createHash } from "node:crypto";

/** Where a stack is deployed locally. */
export interface DeploymentTarget {
  /** Twelve digits: the account of the databases. */
  readonly accountId: string;
  /** For example eu-west-2. */
  readonly region: string;
  /** The local endpoint; queue URLs begin with it. */
  readonly endpoint: string;
  /** When the stack is planned, in world time: what plantimestamp() says. @default when the stack is read */
  readonly planned?: Date;
}

/** Reads an argument of the block at hand, resolved. @throws Error when it is not a text */
export type TextArgument = (name: string) => string;

type Compute = (argument: TextArgument, target: DeploymentTarget, address: string) => string;

const arn =
  (service: string, nameArgument = "name", prefix = ""): Compute =>
  (argument, { region, accountId }) =>
    `arn:aws:${service}:${region}:${accountId}:${prefix}${argument(nameArgument)}`;
const iamArn =
  (kind: string): Compute =>
  (argument, { accountId }) =>
    `arn:aws:iam::${accountId}:${kind}/${argument("name")}`;
const sameAs =
  (name: string): Compute =>
  (argument) =>
    argument(name);
const queueUrl: Compute = (argument, { endpoint, accountId }) =>
  `${endpoint}/${accountId}/${argument("name")}`;
const bucketArn: Compute = (argument) => `arn:aws:s3:::${argument("bucket")}`;

/** A key's id is given out by KMS; here it follows from the address, so that it is the same in every run. */
const keyId: Compute = (_argument, _target, address) => {
  const digest = createHash("sha256").update(address).digest("hex");
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
};
const keyArn: Compute = (argument, target, address) =>
  `arn:aws:kms:${target.region}:${target.accountId}:key/${keyId(argument, target, address)}`;

/**
 * Attributes that AWS computes and other blocks refer to, by block type: each follows from names, account and
 * region. What is not here is looked for among the block's own arguments, and is an error if it is not there.
 */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, Compute>>>> = {
  "data.aws_caller_identity": {
    account_id: (_argument, { accountId }) => accountId,
    id: (_argument, { accountId }) => accountId,
  },
  "data.aws_partition": {
    id: () => "aws",
    partition: () => "aws",
    dns_suffix: () => "amazonaws.com",
  },
  "data.aws_region": {
    id: (_argument, { region }) => region,
    name: (_argument, { region }) => region,
    region: (_argument, { region }) => region,
  },
  aws_cloudwatch_event_rule: { arn: arn("events", "name", "rule/"), id: sameAs("name") },
  aws_cloudwatch_log_group: { arn: arn("logs", "name", "log-group:"), id: sameAs("name") },
  aws_glue_workflow: { arn: arn("glue", "name", "workflow/"), id: sameAs("name") },
  aws_iam_policy: { arn: iamArn("policy"), id: iamArn("policy") },
  aws_iam_role: { arn: iamArn("role"), id: sameAs("name") },
  aws_kms_key: { arn: keyArn, id: keyId, key_id: keyId },
  aws_lambda_function: { arn: arn("lambda", "function_name", "function:"), id: sameAs("function_name") },
  aws_s3_bucket: { arn: bucketArn, id: sameAs("bucket") },
  aws_s3_object: { id: sameAs("key") },
  aws_scheduler_schedule_group: { arn: arn("scheduler", "name", "schedule-group/"), id: sameAs("name") },
  aws_sns_topic: { arn: arn("sns"), id: arn("sns") },
  aws_sqs_queue: { arn: arn("sqs"), id: queueUrl, url: queueUrl },
};

/** @returns the attribute's value, or undefined when AWS does not compute it (or it is not known here) */
export function computedAttribute(
  block: { readonly mode: "resource" | "data"; readonly type: string; readonly address: string },
  attribute: string,
  argument: TextArgument,
  target: DeploymentTarget,
): string | undefined {
  const type = block.mode === "data" ? `data.${block.type}` : block.type;
  return COMPUTED[type]?.[attribute]?.(argument, target, block.address);
}
