import { dataPlatformSettings } from "../../settings/data-platform";
import { dbSnapshotToS3Settings } from "../../settings/db-snapshot-to-s3";
import { s3BucketSettings } from "../../settings/s3-bucket";
import { sandboxSettings } from "../../settings/sandbox";
import { sandboxResourcesSettings } from "../../settings/sandbox-resources";
import type { Settings } from "../../settings/setting";
import { MODULE_VALUES, type ModuleName } from "../literal-modules";
import { SANDBOX_VALUES } from "../literal-sandbox";
import { defaultNetwork } from "../terraform-examples/default-network";

type Values = Readonly<Record<string, unknown>>;

/** A root or module whose variables are tried. */
export interface Subject {
  readonly settings: Settings;
  /** A right value for each required variable. */
  readonly right: Values;
  /** What has to be there for a plan of the whole: data sources of the root, and values that refer to them. */
  readonly surroundings?: { readonly data: Values; readonly values: Values };
  /** For a plan of a root: values that only the AWS API knows. */
  readonly lookUp?: (environment: NodeJS.ProcessEnv) => Promise<Values>;
  /** Further values that are right, each by what it is about. @default none */
  readonly alsoRight?: Readonly<Record<string, Values>>;
}

/** By the name of the stack. */
export const SUBJECTS: Readonly<Record<ModuleName | "data-platform" | "sandbox", Subject>> = {
  "data-platform": {
    settings: dataPlatformSettings,
    right: Object.fromEntries(
      Object.entries(MODULE_VALUES["db-snapshot-to-s3"]).filter(([name]) =>
        Object.hasOwn(dataPlatformSettings, name),
      ),
    ),
  },
  "db-snapshot-to-s3": { settings: dbSnapshotToS3Settings, right: MODULE_VALUES["db-snapshot-to-s3"] },
  "db-snapshot-to-s3-sandbox-resources": {
    settings: sandboxResourcesSettings,
    right: MODULE_VALUES["db-snapshot-to-s3-sandbox-resources"],
    surroundings: {
      data: {
        aws_caller_identity: { here: {} },
        aws_vpc: { here: { default: true } },
        aws_subnets: { here: { filter: [{ name: "vpc-id", values: ["${data.aws_vpc.here.id}"] }] } },
      },
      values: {
        aws_sandbox_account_id: "${data.aws_caller_identity.here.account_id}",
        aws_sandbox_vpc_id: "${data.aws_vpc.here.id}",
        aws_sandbox_subnet_ids: "${data.aws_subnets.here.ids}",
      },
    },
  },
  sandbox: {
    settings: sandboxSettings,
    right: SANDBOX_VALUES,
    lookUp: defaultNetwork,
    alsoRight: {
      "a landing zone of its own": {
        create_zone: true,
        zone_bucket_id: "",
        zone_bucket_arn: "",
        zone_kms_key_arn: "",
      },
    },
  },
  "s3-bucket": { settings: s3BucketSettings, right: MODULE_VALUES["s3-bucket"] },
};

/** @throws Error when nothing is known of the stack */
export function subjectOf(name: string): Subject {
  const subject = Object.entries(SUBJECTS).find(([known]) => known === name)?.[1];
  if (subject === undefined)
    throw new Error(`${name}: expected one of ${Object.keys(SUBJECTS).join(", ")}; add it to subjects.ts`);
  return subject;
}
