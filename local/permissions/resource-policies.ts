import * as z from "zod";
import type { Configuration } from "../deploy/configuration";
import type { Block } from "../deploy/terraform-json";
import { parsePolicyDocument, type PolicyKind } from "./policy-document";
import { PolicyError } from "./policy-error";
import { textAttribute } from "./text-attribute";
import type { NamedPolicy } from "./types";

const held = z.looseObject({ policy: z.string().optional() });
const separate = z.looseObject({ policy: z.string() });
const text = z.string();

/** A type of resource that has a policy, and the type of resource that gives it one. */
interface PolicyHolder {
  readonly type: string;
  readonly kind: PolicyKind;
  readonly policyType: string;
  /** Argument of the policy's resource that says whose it is, and attributes of the holder it may be. */
  readonly argument: string;
  readonly attributes: readonly string[];
}

const HOLDERS: readonly PolicyHolder[] = [
  {
    ...{ type: "aws_sqs_queue", kind: "queue", policyType: "aws_sqs_queue_policy" },
    ...{ argument: "queue_url", attributes: ["url"] },
  },
  {
    ...{ type: "aws_sns_topic", kind: "resource", policyType: "aws_sns_topic_policy" },
    ...{ argument: "arn", attributes: ["arn"] },
  },
  {
    ...{ type: "aws_s3_bucket", kind: "resource", policyType: "aws_s3_bucket_policy" },
    ...{ argument: "bucket", attributes: ["bucket"] },
  },
  {
    ...{ type: "aws_kms_key", kind: "resource", policyType: "aws_kms_key_policy" },
    ...{ argument: "key_id", attributes: ["key_id", "arn"] },
  },
];

/**
 * Policies of the stack's queues, topics, buckets and keys, by ARN; a policy that is a resource of its own replaces one
 * that is an argument. A key or topic without either has the one that AWS gives it, which leaves its use to the account.
 *
 * @throws PolicyError, TerraformJsonError
 */
export function resourcePolicies(configuration: Configuration): ReadonlyMap<string, NamedPolicy> {
  return new Map(HOLDERS.flatMap((holder) => policiesOfType(configuration, holder)));
}

function policiesOfType(configuration: Configuration, holder: PolicyHolder): [string, NamedPolicy][] {
  const blocks = configuration.resources(holder.type);
  const arnOf = (block: Block): string => textAttribute(configuration, block.address, "arn");
  const own = blocks.flatMap((block): [string, NamedPolicy][] => {
    const given = configuration.read(block, held).policy;
    const arn = arnOf(block);
    if (given !== undefined) return [[arn, named(block.address, given, holder.kind)]];
    const document = defaultPolicy(holder.type, arn, configuration.target.accountId);
    return document === undefined ? [] : [[arn, { name: block.address, document }]];
  });
  const given = configuration.resources(holder.policyType).map((block): [string, NamedPolicy] => {
    const read = configuration.read(block, separate);
    const whose = text.parse(read[holder.argument]);
    const found = blocks.find((candidate) =>
      holder.attributes.some((name) => textAttribute(configuration, candidate.address, name) === whose),
    );
    if (found === undefined)
      throw new PolicyError(
        `${block.address}: expected a policy of a ${holder.type} of the stack, got ${whose}`,
      );
    return [arnOf(found), named(block.address, read.policy, holder.kind)];
  });
  return [...own, ...given];
}

/** What AWS gives a resource that is made without a policy; undefined where that is none. */
function defaultPolicy(type: string, arn: string, accountId: string): NamedPolicy["document"] | undefined {
  switch (type) {
    case "aws_kms_key":
      return defaultKeyPolicy(accountId);
    case "aws_sns_topic":
      return defaultTopicPolicy(arn, accountId);
    default:
      return undefined;
  }
}

/** Leaves a topic to whoever comes from its owner's account, services of AWS included (SNS's own default). */
function defaultTopicPolicy(arn: string, accountId: string): NamedPolicy["document"] {
  return {
    Version: "2008-10-17",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish",
        ],
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceOwner": accountId } },
      },
    ],
  };
}

/** What KMS gives a key that is made without a policy (KMS developer guide, key-policy-default). */
export function defaultKeyPolicy(accountId: string): NamedPolicy["document"] {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}

function named(name: string, policy: string, kind: PolicyKind): NamedPolicy {
  return { name, document: parsePolicyDocument(policy, kind, name) };
}
