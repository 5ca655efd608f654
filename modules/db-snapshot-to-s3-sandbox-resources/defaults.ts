/** What the construct takes where nothing is given. */
export const DEFAULTS = {
  /** Four years before its end: RDS supports a major version until the February after the community's five years. */
  postgresVersion: "17",
  /** The smallest that RDS has for every version of PostgreSQL that the sandbox takes. */
  databaseInstanceClass: "db.t3.micro",
  /** They cost by the hour, and most networks have a way out already. */
  createSystemsManagerEndpoints: false,
  /** Days: a sandbox is looked into while it is used, or not at all. */
  logRetentionInDays: 30,
  /** The tag that the bastion of the module that this one replaces has. */
  costSweeperTags: { OOOShutdown: "true" },
} as const;
