import { bucketNames } from "../../modules/data-platform/bucket-names";
import type { Conflict } from "./conflict";
import type { DataPlatformSettings } from "./data-platform";
import { bucketNamesThatAreTooLong, pipelineConflicts } from "./pipeline-conflicts";

/** What goes together in the settings of `data-platform`, beyond what each of them must be. */
export function dataPlatformConflicts(values: Partial<DataPlatformSettings>): readonly Conflict[] {
  const { identifier_prefix: prefix, aws_account_suffix: suffix } = values;
  return [...pipelineConflicts(values), ...bucketNamesThatAreTooLong(prefix, suffix, bucketNames)];
}
