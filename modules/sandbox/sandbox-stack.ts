import { Lazy, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { sandboxSettings, type SandboxSettings } from "../../config/settings/sandbox";
import { sandboxDatabaseOutputs } from "../db-snapshot-to-s3-sandbox-resources/outputs";
import { sandboxNames } from "../db-snapshot-to-s3-sandbox-resources/names";
import { propsOfSettings } from "../db-snapshot-to-s3-sandbox-resources/props-of-settings";
import { SandboxResources } from "../db-snapshot-to-s3-sandbox-resources/sandbox-resources";
import { DbSnapshotToS3 } from "../db-snapshot-to-s3/db-snapshot-to-s3";
import { pipelineOutputs } from "../db-snapshot-to-s3/outputs";
import { bucketOutputs } from "../root-stack/bucket-outputs";
import { keepState } from "../root-stack/keep-state";
import { pipelineProps } from "../root-stack/pipeline-props";
import { configureAws } from "../root-stack/provider";
import { artefactStorage, exportStorage, type StorageProps } from "../root-stack/storage-buckets";
import { uploadWhenReady } from "../root-stack/upload-when-ready";
import { AwsAccount } from "../shared/aws-account";
import type { Bundle } from "../shared/bundle";
import { lowerCased } from "../shared/lower-cased";
import { declareOutputs } from "../shared/outputs";
import type { Backend } from "../shared/synth-options";
import { terraformVariables } from "../shared/terraform-variables";
import { bucketIdentifier, type SandboxBucket } from "./bucket-names";
import { adoptLogGroups } from "./adopt-log-groups";
import { LandingZone } from "./landing-zone";
import { commandOutputs } from "./outputs";
import { statementOutputs } from "./statement-outputs";
import { zoneStatements } from "./zone-statements";

export interface SandboxStackProps {
  /** `s3`: where `terraform init -backend-config=…` says; `local`: a file in the stack's folder, for a first try. */
  readonly backend: Backend;
  /** @default Terraform variables, which the stack declares */
  readonly settings?: SandboxSettings;
}

/** Of every sandbox: its buckets are destroyed with what is in them. */
const ENVIRONMENT = "Dev";

/**
 * The pipeline with a database to try it on, in an account without production data: a small database and the way to it,
 * the buckets and the pipeline, in one apply.
 */
export class SandboxStack extends TerraformStack {
  /** The functions' code. */
  readonly bundles: readonly Bundle[];

  constructor(scope: Construct, id: string, props: SandboxStackProps) {
    super(scope, id);
    const settings = props.settings ?? terraformVariables(this, sandboxSettings);
    keepState(this, props.backend);
    configureAws(this, settings.region, settings.deploy_role_arn);

    const database: SandboxResources = new SandboxResources(
      this,
      "sandbox-resources",
      propsOfSettings({
        ...settings,
        // The pipeline takes the database's identifier, and the policy of the database's key the pipeline's role.
        export_function_role_arns: [Lazy.stringValue({ produce: () => pipeline.exportFunction.role.arn })],
      }),
    );
    adoptLogGroups(this, sandboxNames(settings.identifier_prefix, lowerCased).database);
    const zone = new LandingZone(this, settings, ENVIRONMENT);
    const artefacts = artefactStorage(this, bucketProps(settings, "artefactStorage"));
    const exports = exportStorage(
      this,
      bucketProps(settings, "exportStorage"),
      settings.export_retention_in_days,
    );
    const pipeline: DbSnapshotToS3 = new DbSnapshotToS3(
      this,
      "db-snapshot-to-s3",
      pipelineProps(
        {
          ...settings,
          environment: ENVIRONMENT,
          // A reference, for which the event subscription waits: RDS takes no instance that is not there.
          rds_instance_ids: [database.databaseIdentifier],
          zone_bucket_id: zone.bucketId,
          zone_bucket_arn: zone.bucketArn,
          zone_kms_key_arn: zone.kmsKeyArn,
        },
        artefacts,
        exports,
      ),
    );
    const { accountId, rootArn } = AwsAccount.of(this);
    const statements = zoneStatements({
      identifierPrefix: settings.identifier_prefix,
      bucketArn: zone.bucketArn,
      serviceArea: settings.service_area,
      databaseName: database.databaseName,
      copierRoleArn: pipeline.copierFunction.role.arn,
      rootArn,
      multipartCopies: settings.multipart_copies,
    });
    zone.allow(statements);

    uploadWhenReady(pipeline, artefacts);
    this.bundles = pipeline.bundles;
    declareOutputs(this, {
      ...sandboxDatabaseOutputs(database),
      ...pipelineOutputs(pipeline),
      ...bucketOutputs(artefacts, exports),
      ...commandOutputs({ settings, accountId, database, exports, pipeline, zone }),
      ...statementOutputs(statements),
    });
  }
}

function bucketProps(settings: SandboxSettings, bucket: SandboxBucket): StorageProps {
  const { tags, project, identifier_prefix: identifierPrefix, aws_account_suffix: suffix } = settings;
  return {
    tags,
    project,
    environment: ENVIRONMENT,
    identifierPrefix,
    bucketIdentifier: bucketIdentifier(bucket, suffix),
  };
}
