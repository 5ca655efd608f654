import { userInfo } from "node:os";
import type { ClientConfig } from "pg";
import { addressParts, DatabaseAddressError } from "./address-parts";
import type { AddressParts } from "./address-parts";
import type { DatabaseEnvironment } from "./database-environment";
import { passwordFromFile, usualPasswordFile } from "./password-file";
import { encryptionAttempts } from "./ssl-modes";
import type { Encryption } from "./ssl-modes";

/** How to connect to somebody's database. Printing it shows no password: that lies in a function. */
export interface DatabaseConnection {
  /** As a person may see it: no password, no parameters. */
  readonly address: string;
  /** For pg's client; encryption comes from {@link encryption}. */
  readonly settings: ClientConfig;
  /** What is tried, one after the other: libpq's `prefer` is encrypted, then not. */
  readonly encryption: readonly Encryption[];
  /** Whether the password stood in the address, and so on the command line. */
  readonly passwordInAddress: boolean;
}

/** Milliseconds for connecting, when the address does not say (`connect_timeout`, in seconds). */
const connectTimeout = 15_000;

const known = [
  "host",
  "port",
  "dbname",
  "user",
  "password",
  "passfile",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "connect_timeout",
  "application_name",
  "channel_binding",
  "options",
] as const;

/**
 * Reads an address of libpq's form: `postgres://user:password@host:port/database?parameter=value`. What it leaves open
 * comes from the environment, then from libpq's own defaults; the password also from a password file.
 *
 * `application_name` is passed over, since each session has a name of its own; `channel_binding` is used whenever the
 * server offers it, and cannot be demanded.
 *
 * @throws DatabaseAddressError when something in it is not known, or cannot be used; the message holds no password
 */
export function parseDatabaseUrl(text: string, environment: DatabaseEnvironment): DatabaseConnection {
  const parts = addressParts(text);
  const { parameters } = parts;
  refuseUnknown(parameters);
  const host = parameters.get("host") ?? parts.host ?? environment.host ?? "localhost";
  const port = portNumber(parameters.get("port") ?? parts.port ?? environment.port);
  const user = parameters.get("user") ?? parts.user ?? environment.user ?? userInfo().username;
  const database = parameters.get("dbname") ?? parts.database ?? environment.database ?? user;
  const written = parameters.get("password") ?? parts.password;
  const password =
    written ?? environment.password ?? filePassword(parts, environment, { host, port, user, database });
  const options = parameters.get("options");
  return {
    address: shownAddress({ host, port, user, database }),
    settings: {
      host,
      port,
      user,
      database,
      ...(password === undefined ? {} : { password: () => password }),
      ...(options === undefined ? {} : { options }),
      connectionTimeoutMillis: timeout(parameters.get("connect_timeout")),
      enableChannelBinding: channelBinding(parameters.get("channel_binding")),
      // A firewall forgets connections on which nothing is sent for long.
      keepAlive: true,
      keepAliveInitialDelayMillis: 30_000,
    },
    encryption: host.startsWith("/") ? [false] : encryptionAttempts(sslParameters(parameters, environment)),
    passwordInAddress: written !== undefined,
  };
}

function refuseUnknown(parameters: AddressParts["parameters"]): void {
  const unknown = [...parameters.keys()].find((name) => !known.some((each) => each === name));
  if (unknown === undefined) return;
  throw new DatabaseAddressError(
    `the database's address has a parameter ${JSON.stringify(unknown)}: expected one of ${known.join(", ")}`,
  );
}

function sslParameters(
  parameters: AddressParts["parameters"],
  environment: DatabaseEnvironment,
): Parameters<typeof encryptionAttempts>[0] {
  const mode = parameters.get("sslmode") ?? environment.sslMode;
  const rootCertificate = parameters.get("sslrootcert") ?? environment.sslRootCertificate;
  const certificate = parameters.get("sslcert") ?? environment.sslCertificate;
  const key = parameters.get("sslkey") ?? environment.sslKey;
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(rootCertificate === undefined ? {} : { rootCertificate }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    ...(environment.home === undefined ? {} : { home: environment.home }),
  };
}

function filePassword(
  { parameters }: AddressParts,
  { passwordFile, home }: DatabaseEnvironment,
  owner: { readonly host: string; readonly port: number; readonly user: string; readonly database: string },
): string | undefined {
  const file =
    parameters.get("passfile") ?? passwordFile ?? (home === undefined ? undefined : usualPasswordFile(home));
  return file === undefined ? undefined : passwordFromFile(file, owner);
}

function portNumber(text: string | undefined): number {
  const port = Number(text ?? "5432");
  if (/^\d+$/.test(text ?? "5432") && port >= 1 && port <= 65_535) return port;
  throw new DatabaseAddressError("the database's port: expected a number from 1 to 65535");
}

function timeout(text: string | undefined): number {
  if (text === undefined) return connectTimeout;
  if (/^\d{1,4}$/.test(text)) return Number(text) === 0 ? connectTimeout : Number(text) * 1000;
  throw new DatabaseAddressError("connect_timeout: expected whole seconds, at most 9999");
}

function channelBinding(text: string | undefined): boolean {
  if (text === undefined || text === "prefer" || text === "require") return true;
  if (text === "disable") return false;
  throw new DatabaseAddressError("channel_binding: expected disable, prefer or require");
}

function shownAddress(parts: {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}): string {
  const user = encodeURIComponent(parts.user);
  const database = encodeURIComponent(parts.database);
  if (parts.host.startsWith("/"))
    return `postgres://${user}@/${database}?host=${parts.host}${parts.port === 5432 ? "" : `&port=${parts.port}`}`;
  const host = parts.host.includes(":") ? `[${parts.host}]` : parts.host;
  return `postgres://${user}@${host}:${parts.port}/${database}`;
}
