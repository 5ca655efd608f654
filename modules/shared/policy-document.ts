import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { PRINCIPAL_TYPES } from "../../config/settings/policy-statement";
import { addressed } from "./address";
import { onceIf, type Truth } from "./truth";

export interface PolicyCondition {
  /** IAM's operator, such as `ArnLike`. */
  readonly test: string;
  readonly variable: string;
  readonly values: string[];
}

export interface PolicyPrincipal {
  readonly type: (typeof PRINCIPAL_TYPES)[number];
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
 * Statements that only Terraform will know: a list of objects with `sid`, `effect`, `actions`, `principals` (one
 * object) and `conditions`, and with `resources` unless they are given here.
 */
export interface StatementList {
  readonly list: IResolvable;
  /** Of every statement. @default each statement's own */
  readonly resources?: string[];
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
  given: readonly (PolicyStatement | StatementList)[],
): string {
  const fixed = given.flatMap((one) => ("list" in one || (one.when ?? true) !== true ? [] : [block(one)]));
  const document = addressed(new DataAwsIamPolicyDocument(scope, id, { statement: fixed }), name);
  const dynamic = given.flatMap((statement) => {
    if ("list" in statement) return [listBlock(statement)];
    return typeof statement.when === "object"
      ? [{ for_each: onceIf(statement.when), content: block(statement) }]
      : [];
  });
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

/** One block per element of the list: `statement` and `condition` are Terraform's names for the elements. */
function listBlock({ list, resources }: StatementList): object {
  return {
    for_each: list,
    content: {
      sid: "${statement.value.sid}",
      effect: "${statement.value.effect}",
      actions: "${statement.value.actions}",
      resources: resources ?? "${statement.value.resources}",
      principals: [
        {
          type: "${statement.value.principals.type}",
          identifiers: "${statement.value.principals.identifiers}",
        },
      ],
      dynamic: {
        condition: [
          {
            for_each: "${statement.value.conditions}",
            content: {
              test: "${condition.value.test}",
              variable: "${condition.value.variable}",
              values: "${condition.value.values}",
            },
          },
        ],
      },
    },
  };
}
