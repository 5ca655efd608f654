import { TerraformStack, Testing } from "cdktf";
import { DbSnapshotToS3 } from "../../../modules/db-snapshot-to-s3/db-snapshot-to-s3";
import { pipelineOutputs } from "../../../modules/db-snapshot-to-s3/outputs";
import { declareOutputs } from "../../../modules/shared/outputs";
import { viewOf } from "../../support/synth";
import { everything, minimal, pipeline } from "../support/pipeline";
import {
  ADDED,
  ENVIRONMENT,
  LEFT_OUT,
  OUR_INPUTS,
  REFERENCE_INPUTS,
  REFERENCE_OUTPUTS,
  REFERENCE_RESOURCES,
} from "./parity";

const view = pipeline();

describe("parity with the module that this one replaces", () => {
  it("takes its inputs, and those of ours that are listed", () => {
    const names = Object.keys(everything()).map((key) =>
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    expect(names.toSorted()).toEqual(
      [...Object.keys(REFERENCE_INPUTS), ...Object.keys(OUR_INPUTS)].toSorted(),
    );
  });

  it("asks for no more inputs than it does", () => {
    const given = Object.keys(minimal()).map((key) =>
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    const required = Object.entries(REFERENCE_INPUTS).filter(([, kind]) => kind === "required");
    expect(given.toSorted()).toEqual(required.map(([name]) => name).toSorted());
  });

  it("has its addresses, those of ours that are listed, and no others", () => {
    expect(view.addresses).toEqual([...Object.keys(REFERENCE_RESOURCES), ...Object.keys(ADDED)].toSorted());
    expect(Object.keys(REFERENCE_RESOURCES).length + Object.keys(LEFT_OUT).length).toBe(31);
  });

  it.each(Object.entries(REFERENCE_RESOURCES))("%s is named and set as there", (address, expected) => {
    expect(view.raw(address)).toMatchObject(expected);
  });

  it.each(Object.entries(ENVIRONMENT))("%s has exactly these variables", (name, variables) => {
    expect(view.raw(`aws_lambda_function.${name}`)["environment"]).toEqual({ variables });
  });

  it.each(["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"])(
    "uploads a changed %s, and has Lambda take it",
    (name) => {
      const object = view.raw(`aws_s3_object.${name}`);
      const hash = view.attribute(`aws_s3_object.${name}`, "source_hash");
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(object["metadata"]).toEqual({ last_updated: hash });
      expect(object).not.toHaveProperty("acl");
      expect(view.raw(`aws_lambda_function.${name}`)).toMatchObject({
        source_code_hash: Buffer.from(hash, "hex").toString("base64"),
      });
    },
  );

  it("tags what it tagged", () => {
    const untaggable = [
      "aws_cloudwatch_event_target",
      "aws_iam_role_policy_attachment",
      "aws_lambda_function_event_invoke_config",
      "aws_s3_object",
      "aws_scheduler_schedule",
      "aws_sns_topic_policy",
      "aws_sns_topic_subscription",
      "aws_sqs_queue_policy",
      "terraform_data",
    ];
    for (const address of view.addresses) {
      const type = address.split(".")[0] ?? "";
      if (untaggable.includes(type)) expect(view.raw(address)).not.toHaveProperty("tags");
      else expect([address, view.raw(address)["tags"]]).toEqual([address, { Team: "data" }]);
    }
  });

  it("gives its outputs", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const built = new DbSnapshotToS3(stack, "housing", { ...minimal(), addressPrefix: "" });
    declareOutputs(stack, pipelineOutputs(built));
    const outputs = Object.entries(viewOf(stack).json.output).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(outputs)).toMatchObject(REFERENCE_OUTPUTS);
  });
});
