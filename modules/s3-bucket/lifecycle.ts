import {
  S3BucketLifecycleConfiguration,
  s3BucketLifecycleConfigurationRuleToTerraform,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { jointPreconditions } from "../shared/joint-rule";
import { anyOf, oneIf, onceIf } from "../shared/truth";
import { lifecycleRules, type LifecycleProps } from "./lifecycle-rules";
import { tieringRule } from "./tiering-rule";

/**
 * @param dependsOn what comes first: rules for versions are for a bucket whose versioning is settled
 * @returns nothing when there is no rule
 */
export function lifecycleConfiguration(
  scope: Construct,
  bucket: string,
  props: LifecycleProps,
  dependsOn: ITerraformDependable[],
): S3BucketLifecycleConfiguration | undefined {
  const rules = lifecycleRules(props);
  if (rules.length === 0) return undefined;
  const precondition = jointPreconditions([tieringRule(props)]);
  const fixed = rules.filter(({ when }) => when === true).map(({ rule }) => rule);
  const configuration = new S3BucketLifecycleConfiguration(scope, "lifecycle", {
    // A count, so that the address is the same whether or not the rules come from variables.
    count: oneIf(anyOf(rules.map(({ when }) => when))),
    bucket,
    ...(fixed.length > 0 && { rule: fixed }),
    dependsOn,
    ...(precondition.length > 0 && { lifecycle: { precondition } }),
  });
  const dynamic = rules.flatMap(({ when, rule }) =>
    typeof when === "object"
      ? [{ for_each: onceIf(when), content: s3BucketLifecycleConfigurationRuleToTerraform(rule) as object }]
      : [],
  );
  if (dynamic.length > 0) configuration.addOverride("dynamic", { rule: dynamic });
  return configuration;
}
