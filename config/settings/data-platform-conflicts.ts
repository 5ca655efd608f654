import { bucketNames } from "../../modules/data-platform/bucket-names";
import { nameFrom } from "../../modules/shared/derived-name";
import type { Conflict } from "./conflict";
import type { DataPlatformSettings } from "./data-platform";

type Values = Partial<DataPlatformSettings>;

/** What goes together in the settings of `data-platform`, beyond what each of them must be. */
export function dataPlatformConflicts(values: Values): readonly Conflict[] {
  return [
    ...workflow("workflow", values.workflow_name, values.workflow_arn),
    ...workflow("backdated_workflow", values.backdated_workflow_name, values.backdated_workflow_arn),
    ...zoneBucket(values),
    ...bucketNamesThatAreTooLong(values),
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

function zoneBucket({ zone_bucket_arn: arn, zone_bucket_id: id }: Values): readonly Conflict[] {
  if (arn === undefined || id === undefined || arn.endsWith(`:::${id}`)) return [];
  return [
    {
      name: "zone_bucket_arn",
      got: arn,
      expected: `the ARN of the bucket that zone_bucket_id names (${id})`,
    },
  ];
}

function bucketNamesThatAreTooLong(values: Values): readonly Conflict[] {
  const { identifier_prefix: prefix, aws_account_suffix: suffix } = values;
  if (prefix === undefined || suffix === undefined) return [];
  const long = bucketNames(suffix)
    .map((name) => ({ limit: name.limit, full: nameFrom(prefix, name, (text) => text.toLowerCase()) }))
    .filter(({ full, limit }) => full.length > limit);
  return long.map(({ full, limit }) => ({
    name: "aws_account_suffix",
    got: suffix,
    expected: `a suffix, or an identifier_prefix, so short that the bucket's name ${full}, of length ${full.length}, does not exceed ${limit}`,
  }));
}
