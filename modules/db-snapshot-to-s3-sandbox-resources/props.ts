import type { IResolvable, TerraformProvider } from "cdktf";

/** Inputs of the sandbox's resources. Each is a literal or a Terraform token, and is named as in Terraform, in camelCase. */
export interface SandboxResourcesProps {
  /** Tags on every resource that can have them. */
  readonly tags: Readonly<Record<string, string>>;
  /** Prefix of every name; at most `maximumSandboxPrefixLength` characters, and a letter first. */
  readonly identifierPrefix: string;
  /** Account of the sandbox, 12 digits; the provider has to act in it. */
  readonly awsSandboxAccountId: string;
  /** VPC of the sandbox, in that account. */
  readonly awsSandboxVpcId: string;
  /** Subnets of that VPC, in at least two availability zones; the bastion is in the first one. */
  readonly awsSandboxSubnetIds: string[];
  /** Roles of export functions, which may use the database's key. @default [] */
  readonly exportFunctionRoleArns?: string[];
  /** Version of PostgreSQL: a major one, or one with its minor. @default SANDBOX_DEFAULTS.postgresVersion */
  readonly postgresVersion?: string;
  /** Class of the database instance. @default SANDBOX_DEFAULTS.databaseInstanceClass */
  readonly databaseInstanceClass?: string;
  /** Whether the VPC gets endpoints for Systems Manager: needed where the first subnet has no NAT or transit gateway. @default SANDBOX_DEFAULTS.createSystemsManagerEndpoints */
  readonly createSystemsManagerEndpoints?: boolean | IResolvable;
  /** Days that CloudWatch keeps the database's logs. @default SANDBOX_DEFAULTS.logRetentionInDays */
  readonly logRetentionInDays?: number;
  /** Tags on what costs by the hour, for whoever stops such things at night. @default SANDBOX_DEFAULTS.costSweeperTags */
  readonly costSweeperTags?: Readonly<Record<string, string>>;
  /** Fixes the Terraform addresses: `""` for the names of the module that this one replaces. @default they follow the construct's path */
  readonly addressPrefix?: string;
  /** Provider configuration, such as another account's, of everything in the construct. @default the stack's */
  readonly provider?: TerraformProvider;
}

/** What others need of a sandbox; literals or Terraform tokens. */
export interface SandboxDatabase {
  readonly databaseIdentifier: string;
  readonly databaseHost: string;
  readonly databasePort: number;
  /** Name of the database in the instance. */
  readonly databaseName: string;
  /** Secret that RDS makes: JSON with `username` and `password`. */
  readonly databaseSecretArn: string;
  readonly databaseKeyArn: string;
  readonly bastionInstanceId: string;
}
