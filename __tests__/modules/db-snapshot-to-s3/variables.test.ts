import { TerraformVariable, Token } from "cdktf";
import { DbSnapshotToS3 } from "../../../modules/db-snapshot-to-s3/db-snapshot-to-s3";
import { synthesised, type StackView } from "../../support/synth";
import { minimal, pipeline } from "../support/pipeline";

describe("instances", () => {
  const subscription = (view: StackView): unknown => view.only("aws_db_event_subscription")["count"];

  it("without any there is no event subscription", () => {
    expect(subscription(pipeline({ rdsInstanceIds: [] }))).toBe(0);
  });

  it("of a variable are counted by Terraform", () => {
    const view = withVariables();
    expect(subscription(view)).toBe("${(length(var.rds_instance_ids) >= 1) ? 1 : 0}");
    expect(view.only("aws_db_event_subscription")["source_ids"]).toBe("${var.rds_instance_ids}");
  });

  it("whose ids are other resources' attributes are counted now", () => {
    const view = synthesised((stack) => {
      const id = new TerraformVariable(stack, "id", { type: "string" }).stringValue;
      new DbSnapshotToS3(stack, "housing", { ...minimal(), rdsInstanceIds: [id], addressPrefix: "" });
    });
    expect(subscription(view)).toBe(1);
    expect(view.only("aws_db_event_subscription")["source_ids"]).toEqual(["${var.id}"]);
  });
});

describe("Terraform variables as inputs", () => {
  const view = withVariables();

  it("lets Terraform lower the names", () => {
    expect(view.raw("aws_sqs_queue.s3_to_s3_copier")["name"]).toBe(
      '${lower("${var.identifier_prefix}-s3-to-s3-copier")}',
    );
    expect(view.raw("aws_lambda_function.s3_to_s3_copier_lambda")["function_name"]).toBe(
      "${var.identifier_prefix}-s3-to-s3-copier",
    );
  });

  it("lets Terraform decide which statements there are", () => {
    expect(view.raw("data.aws_iam_policy_document.s3_to_s3_copier_lambda")["dynamic"]).toMatchObject({
      statement: [
        {
          for_each: '${(var.workflow_arn != "") ? [1] : []}',
          content: { sid: "StartWorkflow", resources: ["${var.workflow_arn}"] },
        },
        { for_each: '${(var.backdated_workflow_arn != "") ? [1] : []}' },
        { for_each: '${(var.lambda_tracing_mode == "Active") ? [1] : []}', content: { sid: "WriteTraces" } },
      ],
    });
  });

  it("lets Terraform check what goes together", () => {
    expect(view.raw("aws_lambda_function.s3_to_s3_copier_lambda")["lifecycle"]).toMatchObject({
      precondition: [
        { condition: '${((var.workflow_name == "") == (var.workflow_arn == ""))}' },
        { condition: '${((var.backdated_workflow_name == "") == (var.backdated_workflow_arn == ""))}' },
        {
          condition:
            '${(((var.workflow_arn == "") || (var.workflow_name == "")) || endswith(var.workflow_arn, ":workflow/${var.workflow_name}"))}',
        },
        {
          condition:
            '${(((var.backdated_workflow_arn == "") || (var.backdated_workflow_name == "")) || endswith(var.backdated_workflow_arn, ":workflow/${var.backdated_workflow_name}"))}',
        },
        {
          condition:
            '${(((var.zone_bucket_arn == "") || ("zone" == "")) || endswith(var.zone_bucket_arn, ":::zone"))}',
        },
        { condition: expect.stringMatching(/length\(jsonencode\(var\.rds_instance_ids\)\) <= 260000/) },
        {
          condition:
            "${((var.reconciliation_window_in_days * 24) > (var.reconciliation_interval_in_hours * 2))}",
          error_message:
            "reconciliation_window_in_days: expected more than twice reconciliation_interval_in_hours, in days of 24 hours, so that two looks find each snapshot and one of them may be lost; got ${var.reconciliation_window_in_days} and ${var.reconciliation_interval_in_hours}.",
        },
      ],
    });
  });

  it("writes nothing that Terraform does not know", () => {
    expect(view.text).not.toMatch(/undefined|null|TfToken|\[object/);
  });

  it("checks a literal against a variable", () => {
    const mixed = synthesised((stack) => {
      const arn = new TerraformVariable(stack, "arn", { type: "string" }).stringValue;
      new DbSnapshotToS3(stack, "housing", {
        ...minimal(),
        workflowName: "",
        workflowArn: arn,
        addressPrefix: "",
      });
    });
    expect(mixed.raw("aws_lambda_function.s3_to_s3_copier_lambda")["lifecycle"]).toMatchObject({
      precondition: [{ condition: '${(("" == "") == (var.arn == ""))}' }],
    });
  });
});

function withVariables(): StackView {
  return synthesised((stack) => {
    const text = (name: string): string => {
      const variable = new TerraformVariable(stack, name, { type: "string" });
      variable.overrideLogicalId(name);
      return variable.stringValue;
    };
    const number = (name: string): number => {
      const variable = new TerraformVariable(stack, name, { type: "number" });
      variable.overrideLogicalId(name);
      return variable.numberValue;
    };
    const list = new TerraformVariable(stack, "rds_instance_ids", { type: "list(string)" });
    const tags = new TerraformVariable(stack, "tags", { type: "map(string)" });
    new DbSnapshotToS3(stack, "housing", {
      ...minimal(),
      identifierPrefix: text("identifier_prefix"),
      zoneBucketArn: text("zone_bucket_arn"),
      workflowName: text("workflow_name"),
      workflowArn: text("workflow_arn"),
      backdatedWorkflowName: text("backdated_workflow_name"),
      backdatedWorkflowArn: text("backdated_workflow_arn"),
      lambdaTracingMode: text("lambda_tracing_mode"),
      lambdaRuntime: text("lambda_runtime"),
      rdsInstanceIds: list.listValue,
      reconciliationIntervalInHours: number("reconciliation_interval_in_hours"),
      reconciliationWindowInDays: number("reconciliation_window_in_days"),
      tags: Token.asStringMap(tags.value),
      addressPrefix: "",
    });
  });
}
