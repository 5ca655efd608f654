import { Fn, Token } from "cdktf";
import { SANDBOX_OUTPUTS, type SandboxOutputName } from "../../config/sandbox-outputs";
import type { SandboxSettings } from "../../config/settings/sandbox";
import type { SandboxDatabase } from "../db-snapshot-to-s3-sandbox-resources/props";
import type { DbSnapshotToS3 } from "../db-snapshot-to-s3/db-snapshot-to-s3";
import type { PipelineFunction } from "../db-snapshot-to-s3/pipeline-parts";
import type { S3Bucket } from "../s3-bucket/s3-bucket";
import type { Output, Outputs } from "../shared/outputs";
import type { LandingZone } from "./landing-zone";
import { zonePreconditions } from "./zone-rules";

/** What the outputs speak of. */
export interface SandboxParts {
  readonly settings: SandboxSettings;
  readonly accountId: string;
  readonly database: SandboxDatabase;
  readonly exports: S3Bucket;
  readonly pipeline: DbSnapshotToS3;
  readonly zone: LandingZone;
}

/** What the commands read. In the bucket's name it is checked that there is one zone, and no other. */
export function commandOutputs(parts: SandboxParts): Outputs {
  const entries = Object.entries(commandValues(parts)).map(([name, value]) => [
    name,
    { value, description: SANDBOX_OUTPUTS[name as SandboxOutputName] },
  ]);
  const outputs = Object.fromEntries(entries) as Record<SandboxOutputName, Output>;
  const zone = { ...outputs.zone_bucket_id, preconditions: zonePreconditions(parts.settings) };
  return { ...outputs, zone_bucket_id: zone };
}

function commandValues(parts: SandboxParts): Readonly<Record<SandboxOutputName, string>> {
  const { settings, accountId, database, exports, pipeline, zone } = parts;
  return {
    region: settings.region,
    aws_account_id: accountId,
    identifier_prefix: settings.identifier_prefix,
    service_area: settings.service_area,
    database_identifier: database.databaseIdentifier,
    database_host: database.databaseHost,
    database_port: Token.asString(database.databasePort),
    database_name: database.databaseName,
    database_secret_arn: database.databaseSecretArn,
    bastion_instance_id: database.bastionInstanceId,
    export_bucket_id: exports.bucketId,
    zone_bucket_id: zone.bucketId,
    zone_is_of_the_sandbox: Fn.tostring(settings.create_zone),
    export_queue_url: pipeline.exportQueue.queue.url,
    export_dead_letter_queue_url: pipeline.exportQueue.deadLetterQueue.url,
    copier_queue_url: pipeline.copierQueue.queue.url,
    copier_dead_letter_queue_url: pipeline.copierQueue.deadLetterQueue.url,
    snapshot_topic_arn: pipeline.snapshotEvents.topic.arn,
    copier_log_group_name: logGroupName(pipeline.copierFunction),
  };
}

/** As the function was given it, and so the log group's own name: not all that AWS's API says of a function comes back. */
function logGroupName({ lambda }: PipelineFunction): string {
  const name = lambda.loggingConfig.logGroupInput;
  if (name === undefined)
    throw new Error(`${lambda.node.path}: expected a function with a log group of its own`);
  return name;
}
