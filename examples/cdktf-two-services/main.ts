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

/** Whoever subscribes there is told when something does not land. */
const ALARM_TOPICS = ["arn:aws:sns:eu-west-2:111111111111:data-platform-alarms"];

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
      expireNoncurrentObjectsDays: 90,
      abortMultipartDays: 7,
    });
    this.exports = new S3Bucket(this, "exports", {
      ...COMMON,
      identifierPrefix: "data-platform-dev",
      bucketName: "RDS Export Storage",
      bucketIdentifier: "rds-exports",
      // The landing zone has the copies. Not before three weeks: a message that lies in a dead-letter queue for two of
      // them must still find its files when it is put back.
      expireObjectsDays: 30,
      expireNoncurrentObjectsDays: 1,
      expiredObjectDeleteMarker: true,
      abortMultipartDays: 7,
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
      alarmActionArns: ALARM_TOPICS,
    });
    declareOutputs(this, pipelineOutputs(pipeline), `${service}_`);
  }
}

const app = new App();
new DataPlatform(app, "data-platform");
app.synth();
