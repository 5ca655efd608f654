import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "@cdktf/hcl2json";
import { TerraformStack, Testing } from "cdktf";
import { brokenRules } from "../../../config/settings/broken-rules";
import { bucketAccessSettings } from "../../../config/settings/bucket-access-settings";
import { sandboxSettings } from "../../../config/settings/sandbox";
import type { BucketStatement, KeyStatement } from "../../../config/settings/policy-statement";
import { TerraformRoot } from "../../../config/tooling/terraform-root";
import { statementOutputs } from "../../../modules/sandbox/statement-outputs";
import { zoneStatements, type ZoneGrant } from "../../../modules/sandbox/zone-statements";
import { declareOutputs } from "../../../modules/shared/outputs";
import { terraformVariables } from "../../../modules/shared/terraform-variables";
import { itWithTerraform } from "../../support/with-terraform";

const GRANT: ZoneGrant = {
  identifierPrefix: "Sand-box",
  bucketArn: "arn:aws:s3:::zone",
  serviceArea: "unrestricted area",
  databaseName: "sand_box_sandbox",
  copierRoleArn: "arn:aws:iam::333333333333:role/sand-box-s3-to-s3-copier-lambda",
  rootArn: "arn:aws:iam::333333333333:root",
  multipartCopies: false,
};

const statements = zoneStatements(GRANT);
const isCopier = { test: "ArnEquals", variable: "aws:PrincipalArn", values: [GRANT.copierRoleArn] };
const account = { type: "AWS", identifiers: [GRANT.rootArn] };

describe("what the zone's owner allows", () => {
  it("is to list and to write what is landed of the one database, and to encrypt it", () => {
    expect(statements).toEqual({
      bucket: [
        {
          sid: "SandboxSandboxCopierLists",
          effect: "Allow",
          actions: ["s3:ListBucket"],
          resources: ["arn:aws:s3:::zone"],
          principals: account,
          conditions: [
            isCopier,
            {
              test: "StringLike",
              variable: "s3:prefix",
              values: ["unrestricted area/sand_box_sandbox/*"],
            },
          ],
        },
        {
          sid: "SandboxSandboxCopierLands",
          effect: "Allow",
          actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
          resources: ["arn:aws:s3:::zone/unrestricted area/sand_box_sandbox/*"],
          principals: account,
          conditions: [isCopier],
        },
      ],
      key: [
        {
          sid: "SandboxSandboxCopierEncrypts",
          effect: "Allow",
          actions: ["kms:Encrypt", "kms:GenerateDataKey"],
          principals: account,
          conditions: [isCopier],
        },
      ],
    });
  });

  it("is to decrypt too where files are copied in parts, and nothing else more", () => {
    const inParts = zoneStatements({ ...GRANT, multipartCopies: true });
    expect(inParts.bucket).toEqual(statements.bucket);
    expect(inParts.key).toEqual([
      { ...statements.key[0], actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"] },
    ]);
  });

  it("names no principal that a policy would be refused for, or bound to, when it does not exist", () => {
    for (const { principals } of [...statements.bucket, ...statements.key])
      expect(principals.identifiers).toEqual([expect.stringMatching(/:root$/)]);
  });

  it("has names that differ from another sandbox's in the same zone", () => {
    const sids = (prefix: string): string[] =>
      zoneStatements({ ...GRANT, identifierPrefix: prefix }).bucket.map(({ sid }) => sid);
    expect(new Set([...sids("one"), ...sids("other")]).size).toBe(4);
  });

  it("is what the inputs of our bucket take", () => {
    expect(brokenRules(bucketAccessSettings.bucket_policy_statements, statements.bucket)).toEqual([]);
    expect(brokenRules(bucketAccessSettings.bucket_key_policy_statements, statements.key)).toEqual([]);
  });
});

/** What Terraform makes of the outputs, with values that it alone knows. */
async function outputsOfTerraform(
  root: TerraformRoot,
  multipartCopies: boolean,
): Promise<Readonly<Record<string, string>>> {
  const text = { type: "string", description: "A text." } as const;
  const settings = {
    identifier_prefix: text,
    service_area: sandboxSettings.service_area,
    bucket_arn: text,
    database_name: text,
    role_arn: text,
    root_arn: text,
    multipart_copies: sandboxSettings.multipart_copies,
  };
  const stack = new TerraformStack(Testing.app(), "statements");
  const values = terraformVariables(stack, settings);
  const grant: ZoneGrant = {
    identifierPrefix: values.identifier_prefix,
    bucketArn: values.bucket_arn,
    serviceArea: values.service_area,
    databaseName: values.database_name,
    copierRoleArn: values.role_arn,
    rootArn: values.root_arn,
    multipartCopies: values.multipart_copies,
  };
  declareOutputs(stack, statementOutputs(zoneStatements(grant)));
  const { output, variable } = JSON.parse(Testing.synth(stack)) as Record<string, unknown>;
  writeFileSync(path.join(root.folder, "main.tf.json"), JSON.stringify({ output, variable }));
  writeFileSync(
    path.join(root.folder, "terraform.tfvars.json"),
    JSON.stringify({
      identifier_prefix: GRANT.identifierPrefix,
      bucket_arn: GRANT.bucketArn,
      service_area: GRANT.serviceArea,
      database_name: GRANT.databaseName,
      role_arn: GRANT.copierRoleArn,
      root_arn: GRANT.rootArn,
      multipart_copies: multipartCopies,
    }),
  );
  await root.init();
  await root.apply(await root.plan());
  const outputs = (await root.outputs()) as Record<string, { value: string }>;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

describe("the two forms of the statements", () => {
  for (const multipartCopies of [false, true])
    itWithTerraform(
      `say the same, in what terraform fmt leaves as it is, ${multipartCopies ? "with" : "without"} copies in parts`,
      async () => {
        const expected = zoneStatements({ ...GRANT, multipartCopies });
        const folder = mkdtempSync(path.join(tmpdir(), "zone-statements-"));
        try {
          const root = new TerraformRoot(folder, process.env);
          const outputs = await outputsOfTerraform(root, multipartCopies);
          await expectForms(root, outputs, "bucket_policy_statements", expected.bucket);
          await expectForms(root, outputs, "key_policy_statements", expected.key);
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    );
});

async function expectForms(
  root: TerraformRoot,
  outputs: Readonly<Record<string, string>>,
  name: string,
  expected: readonly (BucketStatement | KeyStatement)[],
): Promise<void> {
  const hcl = outputs[`zone_${name}_hcl`] ?? "";
  const argument = name === "key_policy_statements" ? "bucket_key_policy_statements" : name;
  expect(JSON.parse(outputs[`zone_${name}_json`] ?? "")).toEqual(expected);
  expect(await parse("pasted.tf", hcl)).toEqual({ [argument]: expected });
  writeFileSync(path.join(root.folder, "pasted.tfvars"), hcl);
  await root.run("fmt", ["-check", "-diff", "pasted.tfvars"], 60);
}
