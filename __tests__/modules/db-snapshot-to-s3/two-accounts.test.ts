import { Lazy } from "cdktf";
import { DbSnapshotToS3 } from "../../../modules/db-snapshot-to-s3/db-snapshot-to-s3";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { MINIMAL as BUCKET } from "../s3-bucket/buckets";
import { everything, minimal } from "../support/pipeline";
import { providersBelow, withTwoProviders } from "../support/two-providers";

const identity = (lookup: string): string => `\${data.aws_caller_identity.${lookup}.account_id}`;
const COPIER = "${aws_iam_role.pipeline_s3_to_s3_copier_lambda.arn}";

describe("a pipeline in the stack's account, and its landing zone in another one", () => {
  const view = withTwoProviders((stack, provider) => {
    const zone = new S3Bucket(stack, "zone", {
      ...BUCKET,
      addressPrefix: "zone_",
      provider,
      roleArnsToShareAccessWith: [Lazy.stringValue({ produce: () => pipeline.copierFunction.role.arn })],
    });
    const pipeline: DbSnapshotToS3 = new DbSnapshotToS3(stack, "pipeline", {
      ...minimal(),
      addressPrefix: "pipeline_",
      zoneBucketId: zone.bucketId,
      zoneBucketArn: zone.bucketArn,
      zoneKmsKeyArn: zone.kmsKeyArn,
    });
  });
  const document = (name: string): string => JSON.stringify(view.raw(`data.aws_iam_policy_document.${name}`));

  it("are each wholly of their provider", () => {
    expect(providersBelow(view, "pipeline_")).toEqual(["default"]);
    expect(providersBelow(view, "zone_")).toEqual(["aws.zone"]);
  });

  it("name each their own account in their policies", () => {
    expect(document("zone_key_policy")).toContain(identity("current_zone"));
    for (const { name, text } of view.dataAddresses
      .filter((address) => address.startsWith("aws_iam_policy_document.pipeline_"))
      .map((address) => ({ name: address, text: JSON.stringify(view.raw(`data.${address}`)) })))
      expect([name, text]).toEqual([name, expect.not.stringContaining("current_zone")]);
    expect(document("zone_key_policy")).not.toContain(identity("current"));
  });

  it("let the copier into the landing zone, from both sides", () => {
    for (const name of ["zone_bucket", "zone_key_policy"]) expect(document(name)).toContain(COPIER);
    const own = document("pipeline_s3_to_s3_copier_lambda");
    expect(own).toContain("${aws_s3_bucket.zone_bucket.arn}");
    expect(own).toContain("${aws_kms_key.zone_key.arn}");
  });
});

it("a pipeline with a provider names that one's account and region, and nothing of the stack's", () => {
  const view = withTwoProviders((stack, provider) => {
    new DbSnapshotToS3(stack, "pipeline", { ...everything(), addressPrefix: "pipeline_", provider });
  });
  expect(providersBelow(view, "")).toEqual(["aws.zone"]);
  expect(view.dataAddresses.filter((address) => !address.startsWith("aws_iam_policy_document"))).toEqual([
    "aws_caller_identity.current_zone",
    "aws_partition.current_zone",
    "aws_region.current_zone",
  ]);
  expect(view.text).not.toMatch(/data\.aws_\w+\.current\./);
});
