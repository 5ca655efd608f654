import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { dataPlatformSettings, type DataPlatformSettings } from "../../config/settings/data-platform";
import { DbSnapshotToS3 } from "../db-snapshot-to-s3/db-snapshot-to-s3";
import { pipelineOutputs } from "../db-snapshot-to-s3/outputs";
import { bucketOutputs } from "../root-stack/bucket-outputs";
import { keepState } from "../root-stack/keep-state";
import { pipelineProps } from "../root-stack/pipeline-props";
import { configureAws } from "../root-stack/provider";
import { artefactStorage, exportStorage, type StorageProps } from "../root-stack/storage-buckets";
import { uploadWhenReady } from "../root-stack/upload-when-ready";
import type { Bundle } from "../shared/bundle";
import { declareOutputs } from "../shared/outputs";
import type { Backend } from "../shared/synth-options";
import { terraformVariables } from "../shared/terraform-variables";
import { bucketIdentifier, type BUCKET_IDENTIFIERS } from "./bucket-names";

export interface DataPlatformStackProps {
  /** `s3`: where `terraform init -backend-config=…` says; `local`: a file in the stack's folder, for a first try. */
  readonly backend: Backend;
  /** @default Terraform variables, which the stack declares */
  readonly settings?: DataPlatformSettings;
}

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
    keepState(this, props.backend);
    configureAws(this, settings.region, settings.deploy_role_arn);

    const artefacts = artefactStorage(this, bucketProps(settings, "artefactStorage"));
    const exports = exportStorage(
      this,
      bucketProps(settings, "exportStorage"),
      settings.export_retention_in_days,
    );
    const pipeline = new DbSnapshotToS3(
      this,
      "db-snapshot-to-s3",
      pipelineProps(settings, artefacts, exports),
    );

    uploadWhenReady(pipeline, artefacts);
    this.bundles = pipeline.bundles;
    declareOutputs(this, { ...pipelineOutputs(pipeline), ...bucketOutputs(artefacts, exports) });
  }
}

function bucketProps(settings: DataPlatformSettings, bucket: keyof typeof BUCKET_IDENTIFIERS): StorageProps {
  const { tags, project, environment, identifier_prefix: identifierPrefix } = settings;
  return {
    tags,
    project,
    environment,
    identifierPrefix,
    bucketIdentifier: bucketIdentifier(bucket, settings.aws_account_suffix),
  };
}
