import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MODULE_VALUES } from "../../../config/tooling/literal-modules";
import { copyModule, writeCall, writeProviders, writeRoot } from "../../../config/tooling/module-root";
import type { TerraformRoot } from "../../../config/tooling/terraform-root";
import { itWithLocalAwsApi } from "../../support/with-local-aws-api";
import { addressesOf, jsonOf, synthesisedModules, type ModuleName } from "./synthesised";

const folderOf = synthesisedModules();
const RIGHT = MODULE_VALUES["db-snapshot-to-s3"];

/** A root beside a copy of the module: whatever it needs moves with its folder. */
function besideModule(root: TerraformRoot, name: ModuleName): string {
  writeProviders(folderOf(name), root.folder);
  return copyModule(folderOf(name), root.folder);
}

/** Values that only an apply will know, as attributes of resources are. */
function unknown(root: TerraformRoot, values: Readonly<Record<string, unknown>>): (name: string) => string {
  writeRoot(root.folder, "unknown", { resource: { terraform_data: { unknown: { input: values } } } });
  return (name) => `\${terraform_data.unknown.output.${name}}`;
}

describe("a caller of db-snapshot-to-s3", () => {
  itWithLocalAwsApi(
    "may pass attributes of resources that are not there yet, for any input",
    async (root) => {
      const source = besideModule(root, "db-snapshot-to-s3");
      const workflow = { name: "load", arn: "arn:aws:glue:eu-west-2:111111111111:workflow/load" };
      const given = {
        ...RIGHT,
        workflow_name: workflow.name,
        workflow_arn: workflow.arn,
        backdated_workflow_name: workflow.name,
        backdated_workflow_arn: workflow.arn,
        aws_account_suffix: "-1",
        lambda_artefact_key_prefix: "housing/",
        lambda_runtime: "nodejs22.x",
        lambda_architecture: "arm64",
        export_lambda_memory_size: 512,
        copier_lambda_memory_size: 1769,
        log_retention_in_days: 30,
        log_kms_key_arn: "arn:aws:kms:eu-west-2:111111111111:key/logs",
        lambda_tracing_mode: "Active",
        alarm_action_arns: ["arn:aws:sns:eu-west-2:111111111111:alarms"],
        landed_snapshots: "first_of_day",
        ignored_snapshot_tags: { Purpose: "PreDeployment" },
        ignored_snapshot_names: ["*-pre-deploy-*"],
        on_skipped_tables: "fail",
        multipart_copies: true,
        reconciliation_interval_in_hours: 6,
        reconciliation_window_in_days: 7,
      };
      const { variable } = jsonOf(folderOf("db-snapshot-to-s3"));
      expect(Object.keys(given).toSorted()).toEqual(Object.keys(variable).toSorted());
      const attribute = unknown(root, given);
      const values = Object.fromEntries(Object.keys(given).map((name) => [name, attribute(name)]));
      writeCall(root.folder, "call", {
        source,
        values: {
          ...values,
          // The provider itself refuses a runtime that it does not know.
          lambda_runtime: given.lambda_runtime,
          // How many there are decides whether there is a subscription and a schedule: that much has to be known.
          rds_instance_ids: ["${terraform_data.unknown.output.rds_instance_ids[0]}"],
          reconciliation_interval_in_hours: given.reconciliation_interval_in_hours,
        },
      });
      await root.init();
      const { changes } = await root.plan();
      const { length } = addressesOf(jsonOf(folderOf("db-snapshot-to-s3")));
      expect(changes.filter(({ address }) => address.startsWith("module.call.")).length).toBe(length);
      expect(changes.every(({ action }) => action === "create")).toBe(true);
    },
  );

  itWithLocalAwsApi(
    "may pass null for what has a default, no instances, fifty tags, and prod or Prod",
    async (root) => {
      const source = besideModule(root, "db-snapshot-to-s3");
      const optional = Object.entries(jsonOf(folderOf("db-snapshot-to-s3")).variable)
        .filter(([, variable]) => variable.default !== undefined)
        .map(([name]) => name);
      expect(optional.length).toBeGreaterThan(10);
      const many = Array.from({ length: 50 }, (_, index): [string, string] => [`tag-${index}`, `${index}`]);
      const calls = {
        with_null: Object.fromEntries(optional.map((name) => [name, null])),
        without_instances: { rds_instance_ids: [] },
        tagged: { tags: Object.fromEntries(many) },
        lower_case: { environment: "prod" },
        upper_case: { environment: "Prod" },
      };
      for (const [name, values] of Object.entries(calls))
        writeCall(root.folder, name, { source, values: { ...RIGHT, ...values } });
      await root.init();
      const { changes } = await root.plan();
      const planned = (call: string): readonly string[] =>
        changes.map(({ address }) => address).filter((address) => address.startsWith(`module.${call}.`));
      const { length } = addressesOf(jsonOf(folderOf("db-snapshot-to-s3")));
      expect(Object.keys(calls).map((call) => planned(call).length)).toEqual([
        length,
        // Neither the subscription nor the schedule.
        length - 2,
        length,
        length,
        length,
      ]);
      expect(
        planned("without_instances").filter((address) =>
          /event_subscription|scheduler_schedule\./.test(address),
        ),
      ).toEqual([]);
      const tagged = changes.find(({ address }) => address === "module.tagged.aws_sqs_queue.s3_to_s3_copier");
      expect(Object.keys(tagged?.after["tags"] ?? {})).toHaveLength(50);
    },
  );

  itWithLocalAwsApi("may call it several times, and for each of several services", async (root) => {
    const source = besideModule(root, "db-snapshot-to-s3");
    writeCall(root.folder, "alone", { source, values: { ...RIGHT, identifier_prefix: "alone" } });
    writeCall(root.folder, "each", {
      source,
      values: {
        ...RIGHT,
        for_each: '${toset(["housing", "repairs"])}',
        identifier_prefix: "${each.key}",
        lambda_artefact_key_prefix: "${each.key}/",
      },
    });
    await root.init();
    const { changes } = await root.plan();
    const { length } = addressesOf(jsonOf(folderOf("db-snapshot-to-s3")));
    const calls = changes.map(({ address }) => address.split(/\.(?:aws_|terraform_data)/)[0]);
    expect(new Set(calls)).toEqual(
      new Set(["module.alone", 'module.each["housing"]', 'module.each["repairs"]']),
    );
    expect(changes).toHaveLength(3 * length);
    const keys = changes.filter(({ type }) => type === "aws_s3_object").map(({ after }) => after["key"]);
    expect(new Set(keys).size).toBe(6);
  });
});

describe("a caller of s3-bucket", () => {
  itWithLocalAwsApi(
    "may share the bucket with a role that is made of its name, and make something for each name",
    async (root) => {
      const source = besideModule(root, "s3-bucket");
      writeRoot(root.folder, "reader", {
        resource: {
          aws_iam_role: {
            reader: {
              name: "reader",
              description:
                "Reads ${module.call.bucket_url}, ${module.call.bucket_id} and ${module.call.bucket_arn}.",
              assume_role_policy:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"glue.amazonaws.com"}}]}',
            },
          },
          terraform_data: { each: { for_each: "${toset([module.call.bucket_id, module.call.bucket_url])}" } },
        },
      });
      const role = "${aws_iam_role.reader.arn}";
      const principals = { type: "AWS", identifiers: [role] };
      const statement = { sid: "Read", effect: "Allow", principals };
      writeCall(root.folder, "call", {
        source,
        values: {
          ...MODULE_VALUES["s3-bucket"],
          role_arns_to_share_access_with: [role],
          bucket_policy_statements: [
            { ...statement, actions: ["s3:GetObject"], resources: ["${module.call.bucket_arn}/*"] },
          ],
          bucket_key_policy_statements: [{ ...statement, actions: ["kms:Decrypt"] }],
        },
      });
      await root.init();
      const { changes } = await root.plan();
      expect(Object.keys(actionsOf(changes))).toEqual(
        expect.arrayContaining([
          'terraform_data.each["ip-bucket"]',
          'terraform_data.each["s3://ip-bucket"]',
          "aws_iam_role.reader",
          "module.call.aws_kms_key.key",
          "module.call.aws_s3_bucket_policy.bucket_policy",
        ]),
      );
    },
  );
});

describe("in place of the module that it replaces", () => {
  itWithLocalAwsApi(
    "db-snapshot-to-s3 forgets the exclusive attachment, and detaches it from nobody",
    async (root) => {
      writeBefore(root, {
        resource: {
          aws_iam_policy: {
            sns_cloudwatch_logging: {
              name: "ip-sns-cloudwatch-logging",
              policy:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}',
            },
          },
          aws_iam_role: {
            sns_cloudwatch_logging: {
              name: "ip-sns-cloudwatch-logging",
              assume_role_policy:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"sns.amazonaws.com"}}]}',
            },
          },
          aws_iam_policy_attachment: {
            sns_cloudwatch_policy_attachment: {
              name: "ip-sns-cloudwatch-logging-policy",
              roles: ["${aws_iam_role.sns_cloudwatch_logging.name}"],
              policy_arn: "${aws_iam_policy.sns_cloudwatch_logging.arn}",
            },
          },
        },
      });
      writeProviders(folderOf("db-snapshot-to-s3"), root.folder);
      writeCall(root.folder, "call", { source: "./module", values: {} });
      await root.init();
      await root.apply(await root.plan());

      copyModule(folderOf("db-snapshot-to-s3"), root.folder);
      writeCall(root.folder, "call", { source: "./module", values: RIGHT });
      const actions = actionsOf((await root.plan()).changes);
      expect(actions).toMatchObject({
        "module.call.aws_iam_policy_attachment.sns_cloudwatch_policy_attachment": "forget",
        "module.call.aws_iam_role.sns_cloudwatch_logging": "update",
        "module.call.aws_iam_role_policy_attachment.sns_cloudwatch_policy_attachment": "create",
      });
      expect(new Set(Object.values(actions))).toEqual(new Set(["create", "update", "forget"]));
    },
  );
});

/** What stands in the module's place before: a module of the root's own. */
function writeBefore(root: TerraformRoot, content: unknown): void {
  const folder = path.join(root.folder, "module");
  mkdirSync(folder);
  // Under the name of the file that the module will bring.
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(content));
}

function actionsOf(
  changes: readonly { readonly address: string; readonly action: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(changes.map(({ address, action }) => [address, action]));
}
