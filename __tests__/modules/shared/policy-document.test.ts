import { Op, TerraformVariable } from "cdktf";
import { policyDocument, type PolicyStatement } from "../../../modules/shared/policy-document";
import { synthesised, type StackView } from "../../support/synth";

const statement = (sid: string, rest: Partial<PolicyStatement> = {}): PolicyStatement => ({
  sid,
  actions: ["s3:GetObject"],
  resources: ["*"],
  ...rest,
});

function documentOf(build: (variable: string) => readonly PolicyStatement[]): ReturnType<StackView["raw"]> {
  const view = synthesised((stack) => {
    const variable = new TerraformVariable(stack, "v", { type: "string" });
    policyDocument(stack, "document", "document", build(variable.stringValue));
  });
  return view.raw("data.aws_iam_policy_document.document");
}

describe("a policy document", () => {
  it("has the statements that are known to be there, and not those that are not", () => {
    const document = documentOf(() => [
      statement("Always"),
      statement("True", { when: true }),
      statement("False", { when: false }),
    ]);
    expect(document["statement"]).toMatchObject([{ sid: "Always" }, { sid: "True" }]);
    expect(document).not.toHaveProperty("dynamic");
  });

  it("leaves to Terraform what only Terraform knows, references and all", () => {
    const document = documentOf((variable) => [
      statement("Maybe", {
        when: Op.eq(variable, "yes"),
        resources: [`${variable}/*`],
        principals: [{ type: "AWS", identifiers: [variable] }],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
      }),
    ]);
    expect(document["dynamic"]).toEqual({
      statement: [
        {
          for_each: '${(var.v == "yes") ? [1] : []}',
          content: {
            sid: "Maybe",
            effect: "Allow",
            actions: ["s3:GetObject"],
            resources: ["${var.v}/*"],
            principals: [{ type: "AWS", identifiers: ["${var.v}"] }],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
          },
        },
      ],
    });
  });
});
