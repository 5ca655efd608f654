import type { Construct } from "constructs";
import { s3BucketSettings, type S3BucketSettings } from "../../config/settings/s3-bucket";
import { givenInputs } from "../shared/given-inputs";
import { inputsMessage } from "../shared/input-problem";
import { jointProblems } from "../shared/joint-rule";
import { literalProblems } from "../shared/literal-problems";
import { propNames } from "../shared/prop-names";
import { bucketNameRule } from "./bucket-name-rule";
import type { S3BucketProps } from "./props";
import { tieringRule } from "./tiering-rule";

/** Inputs that are missing or wrong, or that do not go together; lists all of them. */
export class BucketSettingsError extends Error {
  override readonly name = "BucketSettingsError";
  /** @param path the construct's */
  constructor(
    path: string,
    readonly problems: readonly string[],
  ) {
    super(inputsMessage(path, problems));
  }
}

type Setting = keyof S3BucketSettings;

const NAMES: Readonly<Record<Setting, keyof S3BucketProps>> = propNames(s3BucketSettings);

/**
 * Checks the literals among the inputs by the rules of the module's variables.
 * @returns the inputs without those that are undefined or null
 * @throws BucketSettingsError that lists everything that is missing or wrong
 */
export function bucketSettings(bucket: Construct, props: S3BucketProps): S3BucketProps {
  const given = givenInputs(props);
  const single = literalProblems<Setting>(s3BucketSettings, NAMES, given);
  const joint = jointProblems([bucketNameRule(given), tieringRule(given)], NAMES, single);
  const problems = [...single, ...joint].map(({ text }) => text);
  if (problems.length > 0) throw new BucketSettingsError(bucket.node.path, problems);
  return given;
}
