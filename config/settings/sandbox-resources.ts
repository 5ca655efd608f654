import { commonSettings } from "./common-settings";
import type { Settings, SettingValues } from "./setting";

const { tags, identifier_prefix } = commonSettings;

/** EC2 ids: eight hexadecimal digits of old ones, seventeen of those made since 2018 (EC2 user guide, resource ids). */
const ID = "(?:[0-9a-f]{8}|[0-9a-f]{17})";

/** Every Terraform variable of the module `db-snapshot-to-s3-sandbox-resources`. */
export const sandboxResourcesSettings = {
  tags,
  identifier_prefix,
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
} as const satisfies Settings;

export type SandboxResourcesSettings = SettingValues<typeof sandboxResourcesSettings>;
