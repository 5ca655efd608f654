import type { Configuration } from "../../../local/deploy/configuration";
import { textAttribute } from "../../../local/permissions/text-attribute";
import { DATABASE_ACCOUNT, localSettings, REGION } from "../../../local/start/landing-zone";

/** Types of the resources that policies name. */
const NAMED_TYPES = [
  "aws_iam_role",
  "aws_kms_key",
  "aws_s3_bucket",
  "aws_sns_topic",
  "aws_sqs_queue",
  "aws_cloudwatch_log_group",
];

/**
 * Turns ARNs of the local run into words that hold for every deployment: resources of the stack by their Terraform
 * address, those of others by the setting that names them.
 */
export function readableNames(configuration: Configuration): (text: string) => string {
  const addresses = NAMED_TYPES.flatMap((type) =>
    configuration
      .resources(type)
      .map(({ address }): [string, string] => [textAttribute(configuration, address, "arn"), address]),
  );
  const settings = localSettings([]);
  const names: readonly (readonly [string, string])[] = [
    ...addresses,
    [settings.zone_bucket_arn, "<zone_bucket_arn>"],
    [settings.zone_kms_key_arn, "<zone_kms_key_arn>"],
    [settings.workflow_arn, "<workflow_arn>"],
  ];
  const longestFirst = names.toSorted(([one], [other]) => other.length - one.length);
  const words: readonly (readonly [string, string])[] = [
    [REGION, "<region>"],
    [DATABASE_ACCOUNT, "<account>"],
    [settings.identifier_prefix, "<identifier_prefix>"],
    [`>/${settings.service_area}/`, ">/<service_area>/"],
  ];
  return (text) =>
    [...longestFirst, ...words].reduce((given, [arn, name]) => given.replaceAll(arn, name), text);
}
