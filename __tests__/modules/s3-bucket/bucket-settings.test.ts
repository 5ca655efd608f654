import { TerraformVariable } from "cdktf";
import * as z from "zod";
import { literalSettings } from "../../../config/settings/literal-settings";
import { s3BucketSettings, type S3BucketSettings } from "../../../config/settings/s3-bucket";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { synthesised, type StackView } from "../../support/synth";
import { bucket, bucketModule, MINIMAL, READER } from "./buckets";

describe("tags of a bucket", () => {
  const tags = { Team: "data", Environment: "somewhere", BackupPolicy: "daily" };
  const tagsOf = (view: StackView): unknown => view.only("aws_s3_bucket")["tags"];

  it("name the environment in lower case", () => {
    expect(tagsOf(bucket({ tags, environment: "Prod" }))).toEqual({ ...tags, Environment: "prod" });
  });

  it("leave the backup policy out when asked to, those of the key do not", () => {
    const view = bucket({ tags, includeBackupPolicyTags: false });
    expect(tagsOf(view)).toEqual({ Team: "data", Environment: "prod" });
    expect(view.only("aws_kms_key")["tags"]).toEqual(tags);
  });

  it("are put together by Terraform when they are variables", () => {
    const view = synthesised((stack) => {
      const environment = new TerraformVariable(stack, "environment", { type: "string" }).stringValue;
      const include = new TerraformVariable(stack, "include", { type: "bool" }).booleanValue;
      new S3Bucket(stack, "zone", { ...MINIMAL, tags, environment, includeBackupPolicyTags: include });
    });
    expect(tagsOf(view)).toMatch(/^\$\{merge\(var\.include \? .*BackupPolicy.*lower\(var\.environment\)/);
  });
});

describe("the ownership of objects", () => {
  const TYPE = "aws_s3_bucket_ownership_controls";

  it("is left as it is, unless it is given", () => {
    expect(bucket().ofType(TYPE)).toEqual([]);
    expect(bucket({ objectOwnership: "ObjectWriter" }).only(TYPE)).toMatchObject({
      count: 1,
      rule: { object_ownership: "ObjectWriter" },
    });
  });

  it("of a variable is left as it is when that is null", () => {
    expect(bucketModule().only(TYPE)).toMatchObject({
      count: "${(var.object_ownership != null) ? 1 : 0}",
      rule: { object_ownership: "${var.object_ownership}" },
    });
  });
});

describe("outputs", () => {
  const { output } = z
    .object({ output: z.record(z.string(), z.looseObject({})) })
    .parse(JSON.parse(bucketModule().text));

  it("with which objects are written wait until the bucket is ready for them", () => {
    for (const name of ["bucket_id", "bucket_url"])
      expect(output[name]?.["depends_on"]).toEqual([
        "aws_s3_bucket_versioning.bucket",
        "aws_s3_bucket_public_access_block.block_public_access",
        "aws_s3_bucket_ownership_controls.bucket",
      ]);
  });

  it("that the bucket's own policies may name wait for nothing, or it would wait for itself", () => {
    for (const name of ["bucket_arn", "kms_key_arn", "kms_key_id"])
      expect(output[name]).not.toHaveProperty("depends_on");
  });
});

describe("the module with literals in place of its variables", () => {
  const statement = {
    sid: "Read",
    effect: "Allow",
    actions: ["s3:GetObject"],
    principals: { type: "AWS", identifiers: [READER] },
    conditions: [{ test: "Bool", variable: "aws:ViaAWSService", values: ["true"] }],
  };
  const given: Partial<S3BucketSettings> = {
    tags: {},
    project: "Data Platform",
    environment: "Stg",
    identifier_prefix: "platform-stg",
    bucket_name: "Raw Zone",
    bucket_identifier: "raw-zone",
  };
  const view = (more: Partial<S3BucketSettings>): StackView =>
    bucketModule(literalSettings(s3BucketSettings, { ...given, ...more }));

  it("has no more than it needs", () => {
    const plain = view({});
    expect(plain.addresses).not.toContain("aws_s3_bucket_ownership_controls.bucket");
    expect(plain.addresses).not.toContain("aws_s3_bucket_lifecycle_configuration.bucket");
    expect(plain.text).not.toContain('"dynamic"');
  });

  it("writes plain blocks", () => {
    const full = view({
      object_ownership: "BucketOwnerEnforced",
      expire_objects_days: 30,
      bucket_policy_statements: [{ ...statement, resources: ["arn:aws:s3:::platform-stg-raw-zone/*"] }],
      bucket_key_policy_statements: [{ ...statement, actions: ["kms:Decrypt"] }],
    });
    expect(full.text).not.toContain('"dynamic"');
    expect(full.statements("bucket").at(-1)).toEqual({
      sid: "Read",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::platform-stg-raw-zone/*"],
      principals: [`AWS ${READER}`],
      conditions: ["aws:ViaAWSService Bool true"],
    });
    expect(full.statements("key_policy").at(-1)).toMatchObject({
      actions: ["kms:Decrypt"],
      resources: ["*"],
    });
    expect(full.raw("aws_s3_bucket_lifecycle_configuration.bucket")["rule"]).toMatchObject([
      { expiration: [{ days: 30 }] },
    ]);
    expect(full.raw("aws_s3_bucket_ownership_controls.bucket")["count"]).toBe(1);
  });
});
