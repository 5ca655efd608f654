import { TerraformVariable } from "cdktf";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { synthesised, type StackView } from "../../support/synth";
import { bucket, MINIMAL } from "./buckets";

describe("a bucket", () => {
  const view = bucket();

  it("has the addresses of the module that it replaces", () => {
    expect(view.addresses).toEqual([
      "aws_kms_alias.key_alias",
      "aws_kms_key.key",
      "aws_s3_bucket.bucket",
      "aws_s3_bucket_policy.bucket_policy",
      "aws_s3_bucket_public_access_block.block_public_access",
      "aws_s3_bucket_server_side_encryption_configuration.bucket",
      "aws_s3_bucket_versioning.bucket",
    ]);
  });

  it("is named in lower case, as is its key", () => {
    expect(view.only("aws_s3_bucket")).toMatchObject({
      bucket: "dataplatform-raw-zone",
      tags: { Team: "data" },
    });
    expect(view.only("aws_kms_alias")["name"]).toBe("alias/dataplatform-s3-raw-zone");
    expect(view.only("aws_kms_key")).toMatchObject({
      description: "Data Platform Prod - Raw Zone Bucket Key",
      enable_key_rotation: true,
      deletion_window_in_days: 10,
    });
  });

  it("has a name that S3 takes: 63 characters, and not one more", () => {
    const room = 63 - "-raw-zone".length;
    const name = (length: number): unknown =>
      bucket({ identifierPrefix: "x".repeat(length) }).only("aws_s3_bucket")["bucket"];
    expect(name(room)).toHaveLength(63);
    expect(() => name(room + 1)).toThrow("expected at most 63 characters");
  });

  it("lets Terraform measure a name that it alone knows", () => {
    const view_ = synthesised((stack) => {
      const prefix = new TerraformVariable(stack, "prefix", { type: "string" });
      new S3Bucket(stack, "zone", { ...MINIMAL, identifierPrefix: prefix.stringValue });
    });
    expect(view_.only("aws_s3_bucket")["lifecycle"]).toMatchObject({
      precondition: [{ condition: '${(length("${var.prefix}-Raw-Zone") <= 63)}' }],
    });
  });

  it.each([
    ["dev", true],
    ["Dev", true],
    ["DEV", true],
    ["Prod", false],
    ["dev2", false],
  ])("in %s may be destroyed with what is in it: %s", (environment, expected) => {
    expect(bucket({ environment }).only("aws_s3_bucket")["force_destroy"]).toBe(expected);
  });

  it("encrypts with its own key, asking KMS once for many objects", () => {
    expect(view.only("aws_s3_bucket_server_side_encryption_configuration")["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.key.arn}",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("is public in no way", () => {
    expect(view.only("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("refuses whoever comes without TLS, and grants nothing by itself", () => {
    expect(view.statements("bucket")).toEqual([
      {
        sid: "AllowSSLRequestsOnly",
        effect: "Deny",
        actions: ["s3:*"],
        resources: ["arn:aws:s3:::dataplatform-raw-zone", "arn:aws:s3:::dataplatform-raw-zone/*"],
        principals: ["*"],
        conditions: ["aws:SecureTransport Bool false"],
      },
    ]);
  });

  it("takes statements for its policy and its key's", () => {
    const reader = { type: "AWS" as const, identifiers: ["arn:aws:iam::222222222222:role/reader"] };
    const shared = bucket({
      bucketPolicyStatements: [
        { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::x/*"], principals: [reader] },
      ],
      bucketKeyPolicyStatements: [
        { sid: "Decrypt", actions: ["kms:Decrypt"], resources: ["*"], principals: [reader] },
      ],
    });
    expect(shared.statements("bucket").map(({ sid }) => sid)).toEqual(["AllowSSLRequestsOnly", "Read"]);
    expect(shared.statements("key_policy").map(({ sid, principals }) => [sid, principals])).toEqual([
      ["Account", ["AWS arn:aws:iam::111111111111:root"]],
      ["Decrypt", ["AWS arn:aws:iam::222222222222:role/reader"]],
    ]);
  });

  it("keeps versions, unless told not to", () => {
    const status = (stack: StackView): unknown =>
      stack.only("aws_s3_bucket_versioning")["versioning_configuration"];
    expect(status(view)).toEqual({ status: "Enabled" });
    expect(status(bucket({ versioningEnabled: false }))).toEqual({ status: "Suspended" });
  });

  it("leaves case and counting to Terraform for variables", () => {
    const withVariables = synthesised((stack) => {
      const prefix = new TerraformVariable(stack, "prefix", { type: "string" }).stringValue;
      const environment = new TerraformVariable(stack, "environment", { type: "string" }).stringValue;
      const days = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
      new S3Bucket(stack, "zone", {
        ...MINIMAL,
        identifierPrefix: prefix,
        environment,
        expireObjectsDays: days,
        addressPrefix: "",
      });
    });
    expect(withVariables.only("aws_s3_bucket")).toMatchObject({
      bucket: '${lower("${var.prefix}-Raw-Zone")}',
      force_destroy: '${(lower(var.environment) == "dev")}',
    });
    expect(withVariables.only("aws_s3_bucket_lifecycle_configuration")["rule"]).toMatchObject([
      { expiration: [{ days: "${var.days}" }] },
    ]);
  });

  it("stands several times in one stack, each with addresses of its own", () => {
    const two = synthesised((stack) => {
      new S3Bucket(stack, "one", { ...MINIMAL, bucketIdentifier: "one" });
      new S3Bucket(stack, "two", { ...MINIMAL, bucketIdentifier: "two", addressPrefix: "two_" });
    });
    expect(two.ofType("aws_s3_bucket")).toHaveLength(2);
    expect(two.ofType("aws_s3_bucket")).toContain("aws_s3_bucket.two_bucket");
  });
});
