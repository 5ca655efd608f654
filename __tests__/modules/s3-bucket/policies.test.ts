import { TerraformVariable, Token } from "cdktf";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { synthesised } from "../../support/synth";
import { bucket, MINIMAL, READER } from "./buckets";

const ARN = "arn:aws:s3:::dataplatform-raw-zone";

describe("roles that share a bucket", () => {
  const view = bucket({ roleArnsToShareAccessWith: ["", READER] });
  const bucketStatements = view.statements("bucket");
  const keyStatements = view.statements("key_policy");

  it("may list it, read its objects and write them, and nothing else", () => {
    expect(bucketStatements.slice(1)).toMatchObject([
      { sid: "SharedRolesList", resources: [ARN], principals: [`AWS ${READER}`] },
      { sid: "SharedRolesRead", resources: [`${ARN}/*`], principals: [`AWS ${READER}`] },
      { sid: "SharedRolesWrite", resources: [`${ARN}/*`], principals: [`AWS ${READER}`] },
    ]);
    const actions = bucketStatements.slice(1).flatMap((statement) => statement.actions);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(
      actions.filter((action) =>
        /^s3:(?:Put|Delete|Create).*(?:Bucket|Policy|Configuration|Versioning)/.test(action),
      ),
    ).toEqual([]);
    expect(actions).toEqual(
      expect.arrayContaining([
        "s3:ListBucket",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:PutObjectTagging",
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
      ]),
    );
  });

  it("cannot remove for good what versions keep", () => {
    expect(JSON.stringify(bucketStatements.slice(1))).not.toContain("DeleteObjectVersion");
  });

  it("may use its key, and hand it to AWS's services only", () => {
    expect(keyStatements.slice(1)).toEqual([
      {
        sid: "SharedRolesUse",
        effect: "Allow",
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        resources: ["*"],
        principals: [`AWS ${READER}`],
        conditions: [],
      },
      {
        sid: "SharedRolesGrantToServices",
        effect: "Allow",
        actions: ["kms:CreateGrant"],
        resources: ["*"],
        principals: [`AWS ${READER}`],
        conditions: ["kms:GrantIsForAWSResource Bool true"],
      },
    ]);
  });

  it("are in no statement when there are none", () => {
    const alone = bucket({ roleArnsToShareAccessWith: [""] });
    expect(alone.statements("bucket").map(({ sid }) => sid)).toEqual(["AllowSSLRequestsOnly"]);
    expect(alone.statements("key_policy").map(({ sid }) => sid)).toEqual(["Account"]);
  });
});

describe("policies of variables", () => {
  const view = synthesised((stack) => {
    const roles = new TerraformVariable(stack, "roles", { type: "list(string)" });
    const given = new TerraformVariable(stack, "given", { type: "any" });
    new S3Bucket(stack, "zone", {
      ...MINIMAL,
      addressPrefix: "",
      roleArnsToShareAccessWith: roles.listValue,
      bucketPolicyStatements: Token.asAny(given.value),
      bucketKeyPolicyStatements: Token.asAny(given.value),
    });
  });
  const dynamic = (name: string): readonly { for_each: string; content: Record<string, unknown> }[] => {
    const document = view.raw(`data.aws_iam_policy_document.${name}`);
    return (document["dynamic"] as { statement: never }).statement;
  };

  it.each([
    ["bucket", 3],
    ["key_policy", 2],
  ])("of the %s share with those roles that are neither null nor empty, if any", (name, count) => {
    const shared = dynamic(name).slice(0, count);
    for (const { for_each, content } of shared) {
      expect(for_each).toBe("${(length(compact(var.roles)) >= 1) ? [1] : []}");
      expect(content["principals"]).toEqual([{ type: "AWS", identifiers: "${compact(var.roles)}" }]);
    }
    expect(shared).toHaveLength(count);
    expect(dynamic(name)).toHaveLength(count + 1);
  });

  it.each([
    ["bucket", "${statement.value.resources}"],
    ["key_policy", ["*"]],
  ])("of the %s take each statement as it is given", (name, resources) => {
    expect(dynamic(name).at(-1)).toEqual({
      for_each: "${var.given}",
      content: {
        sid: "${statement.value.sid}",
        effect: "${statement.value.effect}",
        actions: "${statement.value.actions}",
        resources,
        principals: [
          {
            type: "${statement.value.principals.type}",
            identifiers: "${statement.value.principals.identifiers}",
          },
        ],
        dynamic: {
          condition: [
            {
              for_each: "${statement.value.conditions}",
              content: {
                test: "${condition.value.test}",
                variable: "${condition.value.variable}",
                values: "${condition.value.values}",
              },
            },
          ],
        },
      },
    });
  });
});
