import type { CopierEnvironment } from "../../functions/copier/environment";
import type { ExportEnvironment } from "../../functions/export/environment";
import type { PlannedSettings } from "../plan/plan";
import {
  ACCOUNT,
  BACKDATED_WORKFLOW,
  deadLetterQueue,
  EXPORT_BUCKET,
  queueArn,
  SERVICE_AREA,
  WORKFLOW,
  ZONE_BUCKET,
} from "./facts";

/** The export function's variables, as the module sets them. */
export function exportEnvironment(settings: PlannedSettings): Record<keyof ExportEnvironment, string> {
  return {
    IAM_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/export-service`,
    KMS_KEY_ID: "1234abcd-12ab-34cd-56ef-1234567890ab",
    S3_BUCKET_NAME: EXPORT_BUCKET,
    LANDED_SNAPSHOTS: settings.landedSnapshots,
    IGNORED_SNAPSHOT_TAGS: JSON.stringify(settings.ignoredSnapshotTags),
    IGNORED_SNAPSHOT_NAMES: JSON.stringify(settings.ignoredSnapshotNames),
    RECONCILIATION_WINDOW_IN_DAYS: String(
      settings.reconciliationIntervalInHours === 0 ? 0 : settings.reconciliationWindowInDays,
    ),
    COPIER_QUEUE_ARN: queueArn("copier"),
    DEAD_LETTER_QUEUE_ARN: queueArn(deadLetterQueue("export")),
  };
}

/** The copier's variables, as the module sets them. */
export function copierEnvironment(settings: PlannedSettings): Record<keyof CopierEnvironment, string> {
  return {
    EXPORT_BUCKET_NAME: EXPORT_BUCKET,
    BUCKET_DESTINATION: ZONE_BUCKET,
    SERVICE_AREA,
    ON_SKIPPED_TABLES: settings.onSkippedTables,
    WORKFLOW_NAME: settings.workflow ? WORKFLOW : "",
    BACKDATED_WORKFLOW_NAME: settings.workflow ? BACKDATED_WORKFLOW : "",
    DEAD_LETTER_QUEUE_ARN: queueArn(deadLetterQueue("copier")),
  };
}
