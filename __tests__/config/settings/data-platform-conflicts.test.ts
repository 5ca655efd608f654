import { dataPlatformSettings, type DataPlatformSettings } from "../../../config/settings/data-platform";
import { dataPlatformConflicts } from "../../../config/settings/data-platform-conflicts";

const WORKFLOW = "arn:aws:glue:eu-west-2:111111111111:workflow/ingest";

const instances = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `i${n}`.padEnd(63, "i"));
const looks = (hours: number): Partial<DataPlatformSettings> => ({ reconciliation_interval_in_hours: hours });

/** Values of a window and an interval. */
const window = (days: number, hours: number): Partial<DataPlatformSettings> => ({
  reconciliation_window_in_days: days,
  ...looks(hours),
});

const conflicting = (values: Partial<DataPlatformSettings>): string[] =>
  dataPlatformConflicts(values).map(({ name }) => name);

it.each<[string, Partial<DataPlatformSettings>, string[]]>([
  ["nothing is known", {}, []],
  ["no workflow is wanted", { workflow_name: "", workflow_arn: "" }, []],
  ["name and ARN agree", { workflow_name: "ingest", workflow_arn: WORKFLOW }, []],
  ["the name is missing", { workflow_name: "", workflow_arn: WORKFLOW }, ["workflow_name"]],
  ["the ARN is missing", { workflow_name: "ingest", workflow_arn: "" }, ["workflow_arn"]],
  ["the ARN is another's", { workflow_name: "gest", workflow_arn: WORKFLOW }, ["workflow_arn"]],
  ["one of the two is wrong by itself", { workflow_name: "ingest" }, []],
  [
    "the backdated ARN is missing",
    { backdated_workflow_name: "b", backdated_workflow_arn: "" },
    ["backdated_workflow_arn"],
  ],
  ["bucket and ARN agree", { zone_bucket_id: "zone", zone_bucket_arn: "arn:aws:s3:::zone" }, []],
  ["prefix and suffix leave room", { identifier_prefix: "a".repeat(36), aws_account_suffix: "-77" }, []],
  [
    "prefix and suffix make one bucket's name too long",
    { identifier_prefix: "a".repeat(36), aws_account_suffix: "-777" },
    ["aws_account_suffix"],
  ],
  [
    "they make both too long",
    { identifier_prefix: "a".repeat(36), aws_account_suffix: "-account7x" },
    ["aws_account_suffix", "aws_account_suffix"],
  ],
  [
    "the bucket's ARN is another's",
    { zone_bucket_id: "one", zone_bucket_arn: "arn:aws:s3:::zone" },
    ["zone_bucket_arn"],
  ],
  ["all instances fit into a message", { rds_instance_ids: instances(3900), ...looks(6) }, []],
  [
    "they are more than a message can name",
    { rds_instance_ids: instances(4000), ...looks(1) },
    ["rds_instance_ids"],
  ],
  ["they are more than that, and nobody looks", { rds_instance_ids: instances(4000), ...looks(0) }, []],
  ["two looks fit into the window", window(7, 6), []],
  ["they just fit", window(1, 11), []],
  ["they fill it", window(1, 12), ["reconciliation_window_in_days"]],
  ["one fills it", window(1, 24), ["reconciliation_window_in_days"]],
  ["nobody looks", window(1, 0), []],
  ["of window and interval one is wrong by itself", { reconciliation_window_in_days: 1 }, []],
])("when %s", (_when, values, names) => {
  expect(conflicting(values)).toEqual(names);
});

it("says what a window must be, and how long the interval is", () => {
  expect(dataPlatformConflicts(window(14, 168))).toEqual([
    {
      name: "reconciliation_window_in_days",
      got: 14,
      expected:
        "more than twice reconciliation_interval_in_hours (168), in days of 24 hours, so that two looks find each snapshot and one of them may be lost",
    },
  ]);
});

it("needs no rule for the days that reconciliation goes back: they are fewer than an export is kept, whatever both are", () => {
  const range = (name: "reconciliation_window_in_days" | "export_retention_in_days") =>
    dataPlatformSettings[name].rules[0];
  expect(range("reconciliation_window_in_days").max).toBeLessThan(range("export_retention_in_days").min);
});
