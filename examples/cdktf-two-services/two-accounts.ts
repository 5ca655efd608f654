import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Lazy, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DbSnapshotToS3, S3Bucket, type DbSnapshotToS3Props } from "db-snapshot-to-s3";

/** What a pipeline takes besides its landing zone. */
type PipelineInputs = Omit<DbSnapshotToS3Props, "zoneBucketId" | "zoneBucketArn" | "zoneKmsKeyArn">;

/** A pipeline in the account of the databases, and its landing zone in another one. */
export class TwoAccounts extends TerraformStack {
  constructor(scope: Construct, id: string, inputs: PipelineInputs) {
    super(scope, id);
    new AwsProvider(this, "databases", { region: "eu-west-2" });
    const provider = new AwsProvider(this, "data-platform", {
      alias: "data_platform",
      region: "eu-west-2",
      assumeRole: [{ roleArn: "arn:aws:iam::444444444444:role/deploy" }],
    });

    const { tags, project, environment, identifierPrefix } = inputs;
    const zone = new S3Bucket(this, "landing-zone", {
      ...{ tags, project, environment, identifierPrefix },
      provider,
      bucketName: "Landing Zone",
      bucketIdentifier: "landing-zone",
      // Lazy, since either names the other: the pipeline is made in the next statement.
      roleArnsToShareAccessWith: [Lazy.stringValue({ produce: () => pipeline.copierFunction.role.arn })],
    });
    const pipeline: DbSnapshotToS3 = new DbSnapshotToS3(this, "pipeline", {
      ...inputs,
      zoneBucketId: zone.bucketId,
      zoneBucketArn: zone.bucketArn,
      zoneKmsKeyArn: zone.kmsKeyArn,
    });
  }
}
