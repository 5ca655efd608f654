import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DbSnapshotToS3, declareOutputs, pipelineOutputs, S3Bucket } from "db-snapshot-to-s3";

/** Each service has databases of its own, and a folder of its own in the landing zone. */
const SERVICES = {
  housing: { rdsInstanceIds: ["housing-management", "tenancies"] },
  repairs: { rdsInstanceIds: ["repairs-hub"] },
};

const COMMON = {
  tags: { Team: "data-engineering" },
  project: "Data Platform",
  environment: "Dev",
};

/** Belongs to another account, whose owner lets the copiers' roles write there. */
const LANDING_ZONE = {
  zoneBucketId: "data-platform-dev-landing-zone",
  zoneBucketArn: "arn:aws:s3:::data-platform-dev-landing-zone",
  zoneKmsKeyArn: "arn:aws:kms:eu-west-2:444444444444:key/1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f",
};

class DataPlatform extends TerraformStack {
  private readonly artefacts: S3Bucket;
  private readonly exports: S3Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: "terraform.tfstate" });
    new AwsProvider(this, "aws", { region: "eu-west-2" });

    this.artefacts = new S3Bucket(this, "artefacts", {
      ...COMMON,
      identifierPrefix: "data-platform-dev",
      bucketName: "Lambda Artefact Storage",
      bucketIdentifier: "lambda-artefacts",
    });
    this.exports = new S3Bucket(this, "exports", {
      ...COMMON,
      identifierPrefix: "data-platform-dev",
      bucketName: "RDS Export Storage",
      bucketIdentifier: "rds-exports",
      expireObjectsDays: 14,
      expireNoncurrentObjectsDays: 1,
    });
    for (const [service, { rdsInstanceIds }] of Object.entries(SERVICES))
      this.exportDatabases(service, rdsInstanceIds);
  }

  /** One pipeline for each service. What is beside it, both buckets and the landing zone, they share. */
  private exportDatabases(service: string, rdsInstanceIds: string[]): void {
    const pipeline = new DbSnapshotToS3(this, service, {
      ...COMMON,
      ...LANDING_ZONE,
      identifierPrefix: `data-platform-dev-${service}`,
      serviceArea: service,
      rdsInstanceIds,
      lambdaArtefactStorageBucket: this.artefacts.bucketId,
      rdsExportStorageBucketId: this.exports.bucketId,
      rdsExportStorageBucketArn: this.exports.bucketArn,
      rdsExportStorageKmsKeyId: this.exports.kmsKeyId,
      rdsExportStorageKmsKeyArn: this.exports.kmsKeyArn,
    });
    declareOutputs(this, pipelineOutputs(pipeline), `${service}_`);
  }
}

const app = new App();
new DataPlatform(app, "data-platform");
app.synth();
