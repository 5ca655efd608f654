import { fitIntoMessage, FITTING_INSTANCES } from "../../modules/db-snapshot-to-s3/fitting-instances";
import { fitsTwoLooks, windowForTwoLooks } from "../../modules/db-snapshot-to-s3/two-looks";
import { nameFrom, type DerivedName } from "../../modules/shared/derived-name";
import type { Conflict } from "./conflict";
import type { LandingSettings } from "./landing-settings";
import type { PipelineSettings } from "./pipeline-settings";

/** Settings of a pipeline that do not go together, whatever the root stack that has them. */
export function pipelineConflicts(values: Partial<PipelineSettings & LandingSettings>): readonly Conflict[] {
  return [
    ...workflow("workflow", values.workflow_name, values.workflow_arn),
    ...workflow("backdated_workflow", values.backdated_workflow_name, values.backdated_workflow_arn),
    ...zoneBucket(values),
    ...instances(values),
    ...reconciliationWindow(values),
  ];
}

/** The copier starts the workflow by name, and may do so by the ARN in its policy: one without the other fails. */
function workflow(prefix: string, name: string | undefined, arn: string | undefined): readonly Conflict[] {
  if (name === undefined || arn === undefined) return [];
  if (name === "" && arn === "") return [];
  if (name === "")
    return [{ name: `${prefix}_name`, got: name, expected: `a name, since ${prefix}_arn is set` }];
  if (arn === "")
    return [{ name: `${prefix}_arn`, got: arn, expected: `an ARN, since ${prefix}_name is set` }];
  if (arn.endsWith(`:workflow/${name}`)) return [];
  return [
    {
      name: `${prefix}_arn`,
      got: arn,
      expected: `the ARN of the workflow that ${prefix}_name names (${name})`,
    },
  ];
}

function zoneBucket({
  zone_bucket_arn: arn,
  zone_bucket_id: id,
}: Partial<PipelineSettings>): readonly Conflict[] {
  // One of them alone is another conflict, where they may be left out at all.
  if (arn === undefined || id === undefined || arn === "" || id === "" || arn.endsWith(`:::${id}`)) return [];
  return [
    {
      name: "zone_bucket_arn",
      got: arn,
      expected: `the ARN of the bucket that zone_bucket_id names (${id})`,
    },
  ];
}

function instances({
  rds_instance_ids: ids,
  reconciliation_interval_in_hours: hours,
}: Partial<PipelineSettings & LandingSettings>): readonly Conflict[] {
  if (ids === undefined || hours === undefined || hours === 0 || fitIntoMessage(ids) === true) return [];
  return [
    {
      name: "rds_instance_ids",
      got: `${ids.length} instances`,
      expected: `${FITTING_INSTANCES}, or reconciliation_interval_in_hours = 0`,
    },
  ];
}

function reconciliationWindow({
  reconciliation_window_in_days: days,
  reconciliation_interval_in_hours: hours,
}: Partial<LandingSettings>): readonly Conflict[] {
  if (days === undefined || hours === undefined || fitsTwoLooks(days, hours) === true) return [];
  return [
    {
      name: "reconciliation_window_in_days",
      got: days,
      expected: windowForTwoLooks(`reconciliation_interval_in_hours (${hours})`),
    },
  ];
}

/** @param names gives the buckets' names for a suffix */
export function bucketNamesThatAreTooLong(
  prefix: string | undefined,
  suffix: string | undefined,
  names: (suffix: string) => readonly DerivedName[],
): readonly Conflict[] {
  if (prefix === undefined || suffix === undefined) return [];
  const long = names(suffix)
    .map((name) => ({ limit: name.limit, full: nameFrom(prefix, name, (text) => text.toLowerCase()) }))
    .filter(({ full, limit }) => full.length > limit);
  return long.map(({ full, limit }) => ({
    name: "aws_account_suffix",
    got: suffix,
    expected: `a suffix, or an identifier_prefix, so short that the bucket's name ${full}, of length ${full.length}, does not exceed ${limit}`,
  }));
}
