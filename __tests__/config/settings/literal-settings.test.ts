import { literalSettings, SettingsError } from "../../../config/settings/literal-settings";
import { dataPlatformConflicts } from "../../../config/settings/data-platform-conflicts";
import { dataPlatformSettings, type DataPlatformSettings } from "../../../config/settings/data-platform";
import type { Settings } from "../../../config/settings/setting";

const enough: Partial<DataPlatformSettings> = {
  tags: {},
  project: "data-platform",
  environment: "Dev",
  identifier_prefix: "data-platform-dev",
  rds_instance_ids: ["housing"],
  service_area: "housing",
  zone_bucket_id: "zone",
  zone_bucket_arn: "arn:aws:s3:::zone",
  zone_kms_key_arn: "arn:aws:kms:eu-west-2:111111111111:key/1b1b",
};

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  throw new Error("nothing was thrown");
}

it("completes what is given with the defaults", () => {
  expect(literalSettings(dataPlatformSettings, enough)).toEqual({
    ...enough,
    region: "eu-west-2",
    deploy_role_arn: "",
    aws_account_suffix: "",
    workflow_name: "",
    workflow_arn: "",
    backdated_workflow_name: "",
    backdated_workflow_arn: "",
    landed_snapshots: "all",
    ignored_snapshot_tags: { Purpose: "PreDeployment" },
    ignored_snapshot_names: ["*-pre-deploy-*"],
    on_skipped_tables: "warn",
    multipart_copies: false,
    reconciliation_interval_in_hours: 6,
    reconciliation_window_in_days: 7,
    export_retention_in_days: 30,
    lambda_runtime: "nodejs22.x",
    lambda_architecture: "arm64",
    export_lambda_memory_size: 512,
    copier_lambda_memory_size: 1769,
    log_retention_in_days: 90,
    lambda_tracing_mode: "Active",
    alarm_action_arns: [],
  });
});

it("lists everything that is missing, unknown, of a wrong type or against a rule", () => {
  const settings = {
    a: { type: "string", description: "" },
    b: { type: "number", description: "", rules: [{ kind: "range", to: "value", min: 1, max: 2 }] },
    c: { type: "list(string)", description: "", default: [] },
    d: { type: "map(string)", description: "", default: null },
  } as const satisfies Settings;
  const given: object = { b: 3, c: "x", d: { e: 1 }, f: true };
  expect(problemsOf(() => literalSettings(settings, given))).toEqual([
    "f is no setting",
    "a is required (string)",
    "b: expected a number from 1 to 2 (rule: range); got 3",
    'c: expected list(string), got "x"',
    'd: expected map(string), got {"e":1}',
  ]);
});

it("keeps null where null is the default", () => {
  const settings = { a: { type: "string", description: "", default: null } } as const satisfies Settings;
  expect(literalSettings(settings, {})).toEqual({ a: null });
});

it("checks what must go together once each value is right", () => {
  const given = { ...enough, workflow_name: "ingest" };
  expect(problemsOf(() => literalSettings(dataPlatformSettings, given, dataPlatformConflicts))).toEqual([
    'workflow_arn: expected an ARN, since workflow_name is set; got ""',
  ]);
});
