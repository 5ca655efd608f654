/** What libpq's environment variables say of a database; they fill in what an address leaves open. */
export interface DatabaseEnvironment {
  readonly host?: string;
  readonly port?: string;
  readonly user?: string;
  readonly database?: string;
  readonly password?: string;
  /** Path of a password file. */
  readonly passwordFile?: string;
  readonly sslMode?: string;
  readonly sslRootCertificate?: string;
  readonly sslCertificate?: string;
  readonly sslKey?: string;
  /** Folder of the person, for `.pgpass` and `.postgresql`. */
  readonly home?: string;
}

const variables: readonly (readonly [keyof DatabaseEnvironment, string])[] = [
  ["host", "PGHOST"],
  ["port", "PGPORT"],
  ["user", "PGUSER"],
  ["database", "PGDATABASE"],
  ["password", "PGPASSWORD"],
  ["passwordFile", "PGPASSFILE"],
  ["sslMode", "PGSSLMODE"],
  ["sslRootCertificate", "PGSSLROOTCERT"],
  ["sslCertificate", "PGSSLCERT"],
  ["sslKey", "PGSSLKEY"],
  ["home", "HOME"],
];

/**
 * Reads the variables that libpq reads (PostgreSQL documentation, "Environment Variables"), as far as a run has use
 * for them. Empty ones count as not set, as for libpq.
 *
 * @param environment such as `process.env`, before it is shielded
 */
export function readDatabaseEnvironment(environment: Readonly<NodeJS.ProcessEnv>): DatabaseEnvironment {
  return Object.fromEntries(
    variables.flatMap(([field, name]) => {
      const value = environment[name];
      return value === undefined || value === "" ? [] : [[field, value]];
    }),
  );
}
