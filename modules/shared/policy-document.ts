import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { Construct } from "constructs";
import { addressed } from "./address";
import { onceIf, type Truth } from "./truth";

export interface PolicyCondition {
  /** IAM's operator, such as `ArnLike`. */
  readonly test: string;
  readonly variable: string;
  readonly values: string[];
}

export interface PolicyPrincipal {
  readonly type: "AWS" | "Service" | "*";
  readonly identifiers: string[];
}

/** One statement of a policy. */
export interface PolicyStatement {
  /** Letters and digits. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly actions: string[];
  /** Left out in trust policies only. */
  readonly resources?: string[];
  /** Who; in policies of resources and in trust policies. */
  readonly principals?: PolicyPrincipal[];
  readonly conditions?: PolicyCondition[];
  /** Whether the statement is in the policy at all. @default true */
  readonly when?: Truth;
}

/**
 * A policy as a data source, so that scanners can read it. A statement whose presence only Terraform will know
 * becomes a `dynamic` block.
 * @param name Terraform name, where addresses are fixed
 * @returns the policy's JSON
 */
export function policyDocument(
  scope: Construct,
  id: string,
  name: string,
  statements: readonly PolicyStatement[],
): string {
  const fixed = statements.filter(({ when = true }) => when === true).map(block);
  const document = addressed(new DataAwsIamPolicyDocument(scope, id, { statement: fixed }), name);
  const dynamic = statements.flatMap((statement) =>
    typeof statement.when === "object"
      ? [{ for_each: onceIf(statement.when), content: block(statement) }]
      : [],
  );
  if (dynamic.length > 0) document.addOverride("dynamic", { statement: dynamic });
  return document.json;
}

/** The arguments have the same names in Terraform and in TypeScript, so that a dynamic block takes them as well. */
function block({ sid, effect, actions, resources, principals, conditions }: PolicyStatement): {
  readonly sid: string;
  readonly effect: string;
  readonly actions: string[];
  readonly resources?: string[];
  readonly principals?: PolicyPrincipal[];
  readonly condition?: PolicyCondition[];
} {
  return {
    sid,
    effect: effect ?? "Allow",
    actions,
    ...(resources && { resources }),
    ...(principals && { principals }),
    ...(conditions && { condition: conditions }),
  };
}
