import { nameFrom, NAME_LIMIT, prefixLimit, type DerivedName } from "../shared/derived-name";

/**
 * Longest names in characters: RDS CreateDBInstance and CreateDBSubnetGroup, EC2 CreateSecurityGroup, IAM
 * CreateInstanceProfile.
 */
const LIMIT = { database: 63, subnetGroup: 255, securityGroup: 255, instanceProfile: 128 } as const;

const name = (of: string, suffix: string, limit: number): DerivedName => ({
  of,
  suffix,
  limit,
  lowerCase: true,
});

/** Every name of the sandbox that is made from the identifier prefix. */
export const SANDBOX_NAMES = {
  database: name("RDS database", "rds-snapshot-to-cross-account-s3-sandbox-db", LIMIT.database),
  subnetGroup: name("RDS subnet group", "sandbox-db-subnet-group", LIMIT.subnetGroup),
  databaseSecurityGroup: name("security group", "rds-snapshot-to-s3", LIMIT.securityGroup),
  bastionSecurityGroup: name("security group", "sandbox-bastion", LIMIT.securityGroup),
  endpointSecurityGroup: name("security group", "sandbox-systems-manager", LIMIT.securityGroup),
  /** Also what the instance is called. */
  bastionRole: name("IAM role", "sandbox-bastion", NAME_LIMIT.role),
  bastionProfile: name("IAM instance profile", "sandbox-bastion-profile", LIMIT.instanceProfile),
} as const satisfies Record<string, DerivedName>;

/** The sandbox's names for one identifier prefix. */
export type SandboxNames = Readonly<Record<keyof typeof SANDBOX_NAMES, string>>;

/**
 * @param identifierPrefix a text, or a Terraform expression
 * @param lower how to lower-case: JavaScript's for a text, Terraform's `lower` for an expression
 */
export function sandboxNames(identifierPrefix: string, lower: (text: string) => string): SandboxNames {
  const entries = Object.entries(SANDBOX_NAMES).map(([key, derived]) => [
    key,
    nameFrom(identifierPrefix, derived, lower),
  ]);
  return Object.fromEntries(entries) as SandboxNames;
}

const limit = prefixLimit(Object.values(SANDBOX_NAMES) as [DerivedName, ...DerivedName[]]);

/** The longest identifier prefix with which every name of the sandbox is short enough, in characters. */
export const maximumSandboxPrefixLength = limit.maximum;

/** The name that a longer prefix makes too long first. */
export const tightestSandboxName: DerivedName = limit.tightest;
