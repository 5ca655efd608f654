import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { dataPlatformSettings, type DataPlatformSettings } from "../../config/settings/data-platform";
import { DbSnapshotToS3 } from "../db-snapshot-to-s3/db-snapshot-to-s3";
import { S3Bucket } from "../s3-bucket/s3-bucket";
import { pipelineOutputs } from "../db-snapshot-to-s3/outputs";
import type { Bundle } from "../shared/bundle";
import { declareOutputs } from "../shared/outputs";
import type { Backend } from "../shared/synth-options";
import { terraformVariables } from "../shared/terraform-variables";
import { bucketIdentifier } from "./bucket-names";
import { bucketOutputs } from "./outputs";
import { PartialS3Backend } from "./partial-s3-backend";
import { pipelineProps } from "./pipeline-props";
import { configureAws } from "./provider";

export interface DataPlatformStackProps {
  /** `s3`: where `terraform init -backend-config=…` says; `local`: a file in the stack's folder, for a first try. */
  readonly backend: Backend;
  /** @default Terraform variables, which the stack declares */
  readonly settings?: DataPlatformSettings;
}

/** Days after which an overwritten zip, or version of one, goes for good: time enough to go back to it. */
const OLD_CODE_DAYS = 90;
/** Days after which an expired export goes for good: versions are there against accidents, not as an archive. */
const OLD_EXPORT_DAYS = 1;
const ABORT_MULTIPART_DAYS = 7;

/**
 * What is applied in the account of the databases: a bucket for the functions' code, one that RDS exports into, and
 * the pipeline between the databases and the landing zone, which has another owner.
 */
export class DataPlatformStack extends TerraformStack {
  /** The functions' code. */
  readonly bundles: readonly Bundle[];

  constructor(scope: Construct, id: string, props: DataPlatformStackProps) {
    super(scope, id);
    const settings = props.settings ?? terraformVariables(this, dataPlatformSettings);
    this.keepState(props.backend);
    configureAws(this, settings.region, settings.deploy_role_arn);

    const artefacts = this.createArtefactStorage(settings);
    const exports = this.createExportStorage(settings);
    const pipeline = new DbSnapshotToS3(
      this,
      "db-snapshot-to-s3",
      pipelineProps(settings, artefacts, exports),
    );

    this.bundles = pipeline.bundles;
    declareOutputs(this, { ...pipelineOutputs(pipeline), ...bucketOutputs(artefacts, exports) });
  }

  private keepState(backend: Backend): void {
    switch (backend) {
      case "s3":
        new PartialS3Backend(this);
        return;
      case "local":
        // Given, because the framework's own default is an absolute path of the machine that synthesises.
        new LocalBackend(this, { path: "terraform.tfstate" });
        return;
    }
  }

  private createArtefactStorage(settings: DataPlatformSettings): S3Bucket {
    return new S3Bucket(this, "lambda-artefact-storage", {
      ...common(settings),
      bucketName: "Lambda Artefact Storage",
      bucketIdentifier: bucketIdentifier("artefactStorage", settings.aws_account_suffix),
      expireNoncurrentObjectsDays: OLD_CODE_DAYS,
      abortMultipartDays: ABORT_MULTIPART_DAYS,
      addressPrefix: "lambda_artefact_storage_",
    });
  }

  private createExportStorage(settings: DataPlatformSettings): S3Bucket {
    return new S3Bucket(this, "rds-export-storage", {
      ...common(settings),
      bucketName: "RDS Export Storage",
      bucketIdentifier: bucketIdentifier("exportStorage", settings.aws_account_suffix),
      expireObjectsDays: settings.export_retention_in_days,
      expireNoncurrentObjectsDays: OLD_EXPORT_DAYS,
      expiredObjectDeleteMarker: true,
      abortMultipartDays: ABORT_MULTIPART_DAYS,
      addressPrefix: "rds_export_storage_",
    });
  }
}

function common(settings: DataPlatformSettings): {
  readonly tags: Record<string, string>;
  readonly project: string;
  readonly environment: string;
  readonly identifierPrefix: string;
} {
  const { tags, project, environment, identifier_prefix: identifierPrefix } = settings;
  return { tags, project, environment, identifierPrefix };
}
