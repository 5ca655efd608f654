import { DEFAULTS } from "../../modules/db-snapshot-to-s3-sandbox-resources/defaults";
import {
  maximumSandboxPrefixLength,
  tightestSandboxName,
} from "../../modules/db-snapshot-to-s3-sandbox-resources/names";
import { POSTGRES_MAJOR_VERSIONS } from "../../modules/db-snapshot-to-s3-sandbox-resources/postgres-version";
import { roleArn } from "./arn-rules";
import { commonSettings } from "./common-settings";
import { LOG_RETENTION_DAYS } from "./log-retention-days";
import type { Settings, SettingValues } from "./setting";

const { tags } = commonSettings;

/** EC2 ids: eight hexadecimal digits of old ones, seventeen of those made since 2018 (EC2 user guide, resource ids). */
const ID = "(?:[0-9a-f]{8}|[0-9a-f]{17})";

/** Every Terraform variable of the module `db-snapshot-to-s3-sandbox-resources`. */
export const sandboxResourcesSettings = {
  tags,
  identifier_prefix: {
    type: "string",
    description: "Prefix of every AWS name, which takes it in lower case.",
    rules: [
      {
        kind: "length",
        to: "value",
        min: 1,
        max: maximumSandboxPrefixLength,
        because: `since the ${tightestSandboxName.of} <identifier_prefix>-${tightestSandboxName.suffix} must not exceed ${tightestSandboxName.limit} characters`,
      },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z](?:-?[A-Za-z0-9])*$",
        words:
          "a letter first, then letters, digits and single hyphens, none at the end: what RDS takes as a name",
      },
      {
        kind: "regex",
        to: "value",
        pattern: "(?i)^sg(?:-|$)",
        refuse: true,
        words: "neither sg nor beginning with sg-, which EC2 keeps for the ids of security groups",
      },
    ],
  },
  aws_sandbox_account_id: {
    type: "string",
    description:
      "Account of the sandbox. The provider configuration that is passed as aws.aws_sandbox_account has to act in it.",
    rules: [{ kind: "regex", to: "value", pattern: "^[0-9]{12}$", words: "an AWS account's id, 12 digits" }],
  },
  aws_sandbox_vpc_id: {
    type: "string",
    description: "VPC of the sandbox, in that account.",
    rules: [
      {
        kind: "regex",
        to: "value",
        pattern: `^vpc-${ID}$`,
        words: "the id of a VPC (vpc-0123456789abcdef0)",
      },
    ],
  },
  aws_sandbox_subnet_ids: {
    type: "list(string)",
    description:
      "Subnets of that VPC for the sandbox's database, in at least two availability zones. How many there are must be known when Terraform plans.",
    rules: [
      {
        kind: "length",
        to: "value",
        min: 2,
        max: 20,
        because: "since a database's subnets have to be in two availability zones, and RDS takes 20",
      },
      {
        kind: "regex",
        to: "each",
        pattern: `^subnet-${ID}$`,
        words: "the id of a subnet (subnet-0123456789abcdef0)",
      },
      { kind: "unique", to: "value" },
    ],
  },
  export_function_role_arns: {
    type: "list(string)",
    description:
      "Roles of the export functions that export the database's snapshots: they may use its key. Each must exist, or be made in the same apply. How many there are must be known when Terraform plans.",
    default: [],
    rules: [
      { kind: "length", to: "value", max: 20, because: "since a key's policy has little room" },
      { kind: "regex", to: "each", pattern: roleArn.pattern, words: roleArn.words },
      { kind: "unique", to: "value" },
    ],
  },
  postgres_version: {
    type: "string",
    description:
      "Version of PostgreSQL: a major one, within which RDS keeps the minor one current, or one with its minor, which stays until you raise it. A higher one upgrades the database, a lower one RDS refuses.",
    default: DEFAULTS.postgresVersion,
    rules: [
      {
        kind: "regex",
        to: "value",
        pattern: `^(?:${POSTGRES_MAJOR_VERSIONS.join("|")})(?:\\.[0-9]{1,2})?$`,
        words: `a version that this module takes, ${POSTGRES_MAJOR_VERSIONS.join(", ")}, or one of their minor versions (17.7)`,
      },
    ],
  },
  database_instance_class: {
    type: "string",
    description: "Class of the database instance.",
    default: DEFAULTS.databaseInstanceClass,
    rules: [
      {
        kind: "regex",
        to: "value",
        pattern: "^db\\.[a-z][a-z0-9-]*\\.(?:micro|small|medium|large|[0-9]{0,2}xlarge)$",
        words: "a class of RDS (db.t3.micro)",
      },
    ],
  },
  create_systems_manager_endpoints: {
    type: "bool",
    description:
      "Whether the VPC gets endpoints for Systems Manager, in the first subnet: needed where that subnet has no NAT or transit gateway, since the bastion has no public address, and where the VPC has no such endpoints yet.",
    default: DEFAULTS.createSystemsManagerEndpoints,
  },
  log_retention_in_days: {
    type: "number",
    description: "Days that CloudWatch keeps the database's logs.",
    default: DEFAULTS.logRetentionInDays,
    rules: [{ kind: "one of", to: "value", values: LOG_RETENTION_DAYS }],
  },
  cost_sweeper_tags: {
    type: "map(string)",
    description:
      "Further tags of the database and the bastion, by which whatever stops such things at night finds them. With {} there are none.",
    default: DEFAULTS.costSweeperTags,
    rules: tags.rules,
  },
} as const satisfies Settings;

export type SandboxResourcesSettings = SettingValues<typeof sandboxResourcesSettings>;
