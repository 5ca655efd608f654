import { Testing } from "cdktf";
import { parseCopierEnvironment } from "../../../functions/copier/environment";
import { parseExportEnvironment } from "../../../functions/export/environment";
import { SQS_MAX_RETENTION_SECONDS } from "../../../functions/shared/limits";
import { WAIT_POLICIES } from "../../../functions/shared/wait-policies";
import { dataPlatformSettings, type DataPlatformSettings } from "../../../config/settings/data-platform";
import { literalSettings } from "../../../config/settings/literal-settings";
import { bucketNames } from "../../../modules/data-platform/bucket-names";
import { DataPlatformStack } from "../../../modules/data-platform/data-platform-stack";
import { DEFAULTS } from "../../../modules/db-snapshot-to-s3/defaults";
import type { Backend } from "../../../modules/shared/synth-options";
import { viewOf, type StackView } from "../../support/synth";

const SETTINGS = literalSettings(dataPlatformSettings, {
  project: "data-platform",
  environment: "Dev",
  identifier_prefix: "Platform-dev",
  service_area: "housing",
  rds_instance_ids: ["housing-dev"],
  zone_bucket_id: "zone",
  zone_bucket_arn: "arn:aws:s3:::zone",
  zone_kms_key_arn: "arn:aws:kms:eu-west-2:222222222222:key/zone",
  tags: { Team: "data" },
});

function stackOf(settings?: DataPlatformSettings, backend: Backend = "s3"): StackView {
  return viewOf(
    new DataPlatformStack(Testing.app(), "data-platform", { backend, ...(settings && { settings }) }),
  );
}

const withVariables = stackOf();
const withLiterals = stackOf(SETTINGS);

describe("the root stack", () => {
  it("declares every setting as a variable, and uses each of them", () => {
    expect(Object.keys(withVariables.json.variable).toSorted()).toEqual(
      Object.keys(dataPlatformSettings).toSorted(),
    );
    const blocks = JSON.stringify([
      withVariables.json.resource,
      withVariables.json.data,
      withVariables.json.provider,
    ]);
    const unused = Object.keys(dataPlatformSettings).filter((name) => !blocks.includes(`var.${name}`));
    expect(unused).toEqual([]);
  });

  it("takes ranges of Terraform and of the provider, by its full name", () => {
    expect(withVariables.json.terraform).toMatchObject({
      required_version: ">= 1.7",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
    });
  });

  it("leaves the place of the state to terraform init", () => {
    expect(withVariables.json.terraform["backend"]).toEqual({ s3: {} });
  });

  it("keeps the state beside the JSON for a first try, whatever the folder", () => {
    expect(stackOf(undefined, "local").json.terraform["backend"]).toEqual({
      local: { path: "terraform.tfstate" },
    });
  });

  it("assumes the role for deployments, if there is one", () => {
    expect(withVariables.json.provider["aws"]).toEqual([
      {
        region: "${var.region}",
        dynamic: {
          assume_role: {
            for_each: '${(var.deploy_role_arn != "") ? [1] : []}',
            content: { role_arn: "${var.deploy_role_arn}" },
          },
        },
      },
    ]);
    expect(withLiterals.json.provider["aws"]).toEqual([{ region: "eu-west-2" }]);
    const role = "arn:aws:iam::111111111111:role/deploy";
    expect(stackOf({ ...SETTINGS, deploy_role_arn: role }).json.provider["aws"]).toEqual([
      { region: "eu-west-2", assume_role: [{ role_arn: role }] },
    ]);
  });

  it("gives what people and pipelines need", () => {
    expect(Object.keys(withVariables.json.output).toSorted()).toEqual([
      "artefact_bucket_id",
      "copier_dead_letter_queue_arn",
      "copier_dead_letter_queue_url",
      "copier_queue_arn",
      "copier_queue_url",
      "export_bucket_id",
      "export_dead_letter_queue_arn",
      "export_dead_letter_queue_url",
      "export_kms_key_arn",
      "export_queue_arn",
      "export_queue_url",
      "rds_snapshot_service_arn",
      "rds_snapshot_to_s3_lambda_role_arn",
      "s3_to_s3_copier_lambda_role_arn",
      "snapshot_topic_arn",
    ]);
  });

  it.each(["export", "copier"])(
    "names where the dead letters of the %s queue lie, and where they go back",
    (queue) => {
      const address =
        queue === "export" ? "aws_sqs_queue.rds_snapshot_to_s3" : "aws_sqs_queue.s3_to_s3_copier";
      const { output } = withVariables.json;
      expect(output[`${queue}_dead_letter_queue_arn`]).toEqual({
        value: `\${${address}_deadletter.arn}`,
        description: expect.stringContaining("--source-arn"),
      });
      expect(output[`${queue}_queue_arn`]).toEqual({
        value: `\${${address}.arn}`,
        description: expect.stringContaining("--destination-arn"),
      });
    },
  );

  it("keeps exports until the latest moment at which a letter may need them", () => {
    const workflow = WAIT_POLICIES["workflow-start"].patienceSeconds;
    const [{ min }] = dataPlatformSettings.export_retention_in_days.rules;
    expect(min * 86_400).toBeGreaterThan(workflow + SQS_MAX_RETENTION_SECONDS + workflow);
  });

  it("has no place that only this machine has", () => {
    for (const { text } of [withVariables, withLiterals, stackOf(SETTINGS, "local")]) {
      expect(text).not.toContain(process.cwd());
      expect(text).not.toContain("stackTrace");
    }
  });

  it("wires the buckets into the pipeline", () => {
    expect(withLiterals.resolved("aws_lambda_function.rds_snapshot_to_s3_lambda")).toMatchObject({
      s3_bucket: "platform-dev-lambda-artefact-storage",
      environment: { variables: { S3_BUCKET_NAME: "platform-dev-rds-export-storage" } },
    });
  });

  it("lets old code and old exports go", () => {
    expect(
      withLiterals.raw("aws_s3_bucket_lifecycle_configuration.rds_export_storage_bucket")["rule"],
    ).toMatchObject([
      { expiration: [{ days: 30 }] },
      { expiration: [{ expired_object_delete_marker: true }] },
      { noncurrent_version_expiration: [{ noncurrent_days: 1 }] },
      { abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
    ]);
    const [code] = withLiterals.raw("aws_s3_bucket_lifecycle_configuration.lambda_artefact_storage_bucket")[
      "rule"
    ] as unknown[];
    expect(code).not.toHaveProperty("expiration");
    expect(code).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 90 }] });
  });

  it("puts the account suffix at the end of the buckets' names", () => {
    const view = stackOf({ ...SETTINGS, aws_account_suffix: "-42" });
    expect(view.ofType("aws_s3_bucket").map((address) => view.raw(address)["bucket"])).toEqual(
      bucketNames("-42").map(({ suffix }) => `platform-dev-${suffix}`),
    );
  });
});

describe("with literal settings", () => {
  it("holds references and no other expressions, but in what Terraform alone checks or knows", () => {
    const text = JSON.stringify(withLiterals.json, (key, value: unknown) =>
      // The time of the first apply, and the message that tells of it.
      key === "precondition" || key === "input" ? undefined : value,
    );
    const expressions = text.match(/\$\{[^}]*\}/g) ?? [];
    expect(expressions.length).toBeGreaterThan(50);
    const reference = /^\$\{(data\.)?aws_[a-z0-9_]+\.[a-z0-9_-]+\.[a-z_0-9]+\}$/;
    expect(expressions.filter((expression) => !reference.test(expression))).toEqual([]);
  });

  it("declares no variables, and repeats nothing", () => {
    expect(withLiterals.json.variable).toEqual({});
    expect(withLiterals.addresses.toSorted()).toEqual(withVariables.addresses.toSorted());
  });

  it.each([
    ["rds_snapshot_to_s3_lambda", parseExportEnvironment],
    ["s3_to_s3_copier_lambda", parseCopierEnvironment],
  ])("gives %s an environment that it takes", (name, parse) => {
    const { environment } = withLiterals.resolved(`aws_lambda_function.${name}`) as {
      environment: { variables: Record<string, string> };
    };
    expect(() => parse(environment.variables)).not.toThrow();
  });

  it("has the defaults of the construct", () => {
    expect(SETTINGS).toMatchObject({
      lambda_runtime: DEFAULTS.lambdaRuntime,
      lambda_architecture: DEFAULTS.lambdaArchitecture,
      export_lambda_memory_size: DEFAULTS.exportLambdaMemorySize,
      copier_lambda_memory_size: DEFAULTS.copierLambdaMemorySize,
      log_retention_in_days: DEFAULTS.logRetentionInDays,
      lambda_tracing_mode: DEFAULTS.lambdaTracingMode,
    });
  });
});
