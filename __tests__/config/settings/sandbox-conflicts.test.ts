import { sandboxConflicts } from "../../../config/settings/sandbox-conflicts";
import type { SandboxSettings } from "../../../config/settings/sandbox";

const GIVEN = {
  zone_bucket_id: "zone",
  zone_bucket_arn: "arn:aws:s3:::zone",
  zone_kms_key_arn: "arn:aws:kms:eu-west-2:222222222222:key/zone",
};
const EMPTY = { zone_bucket_id: "", zone_bucket_arn: "", zone_kms_key_arn: "" };

it.each<[string, Partial<SandboxSettings>, string[]]>([
  ["nothing is known", {}, []],
  ["a zone is given", { create_zone: false, ...GIVEN }, []],
  ["a zone is made", { create_zone: true, ...EMPTY }, []],
  ["a zone is given and made", { create_zone: true, ...GIVEN }, ["create_zone"]],
  ["there is none", { create_zone: false, ...EMPTY }, ["zone_bucket_id"]],
  ["the key is missing", { create_zone: false, ...GIVEN, zone_kms_key_arn: "" }, ["zone_bucket_id"]],
  ["the ARN is missing", { create_zone: false, ...GIVEN, zone_bucket_arn: "" }, ["zone_bucket_id"]],
  ["a part is given and made", { create_zone: true, ...EMPTY, zone_kms_key_arn: "k" }, ["create_zone"]],
  ["the bucket is another's", { create_zone: false, ...GIVEN, zone_bucket_id: "o" }, ["zone_bucket_arn"]],
  ["a part is wrong by itself", { create_zone: false, zone_bucket_id: "zone" }, []],
  ["a workflow has no ARN", { workflow_name: "ingest", workflow_arn: "" }, ["workflow_arn"]],
  [
    "two looks do not fit into the window",
    { reconciliation_window_in_days: 1, reconciliation_interval_in_hours: 12 },
    ["reconciliation_window_in_days"],
  ],
  [
    "prefix and suffix leave room",
    { identifier_prefix: "p".repeat(19), aws_account_suffix: "-" + "7".repeat(11) },
    [],
  ],
  [
    "prefix and suffix make one bucket's name too long",
    { identifier_prefix: "p".repeat(19), aws_account_suffix: "-" + "7".repeat(12) },
    ["aws_account_suffix"],
  ],
])("when %s", (_when, values, names) => {
  expect(sandboxConflicts(values).map(({ name }) => name)).toEqual(names);
});
