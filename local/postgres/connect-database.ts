import type { Client } from "pg";
import type { DatabaseConnection } from "./database-url";
import { connectClient } from "./snapshot-session";
import type { Encryption } from "./ssl-modes";
import { codeOf, messageOf } from "../shared/error-facts";

/** Somebody's database cannot be reached or used; the message holds no password. */
export class OwnDatabaseError extends Error {
  override readonly name = "OwnDatabaseError";
}

/**
 * Connects to somebody's database, encrypted as its address asks for.
 *
 * @param name shown in pg_stat_activity
 * @throws OwnDatabaseError that says in one line why not, and what to do
 */
export async function connectDatabase(connection: DatabaseConnection, name: string): Promise<Client> {
  const [first = false, ...others] = connection.encryption;
  try {
    return await attempt(connection, name, first, others);
  } catch (error) {
    throw new OwnDatabaseError(`${connection.address}: ${whyNot(error)}`, { cause: error });
  }
}

async function attempt(
  connection: DatabaseConnection,
  name: string,
  ssl: Encryption,
  [next, ...others]: readonly Encryption[],
): Promise<Client> {
  try {
    return await connectClient({ ...connection.settings, ssl }, name);
  } catch (error) {
    if (next === undefined || !concernsEncryption(error)) throw error;
    return attempt(connection, name, next, others);
  }
}

/** The server does not encrypt, or its pg_hba.conf has no line for this kind of connection. */
const concernsEncryption = (error: unknown): boolean =>
  codeOf(error) === "28000" || messageOf(error).includes("does not support SSL");

const reasons: Readonly<Partial<Record<string, string>>> = {
  ECONNREFUSED: "nobody listens there: is the server running, and are host and port right?",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the host's name could not be looked up",
  ENOENT: "there is no such Unix socket: is the server running, and is the folder right?",
  EACCES: "this user may not use the Unix socket",
  ETIMEDOUT: "no answer: is a firewall between?",
  EHOSTUNREACH: "there is no way to the host",
  ECONNRESET: "the server hung up: is it a PostgreSQL server?",
  "28P01": "the password is wrong, or the user is not known",
  "28000": "the server does not let this user in from here (pg_hba.conf)",
  "3D000": "there is no database of that name",
  "42501": "this user may not connect to the database (GRANT CONNECT)",
  "53300": "the server has no connection left for this user",
  "57P03": "the server is starting or shutting down",
};

function whyNot(error: unknown): string {
  const message = messageOf(error);
  const reason = reasons[codeOf(error)];
  if (reason !== undefined) return message === "" ? reason : `${reason} (${message})`;
  if (message.includes("must be a string"))
    return "the server asks for a password: set PGPASSWORD, or write a line into ~/.pgpass";
  if (message.includes("timeout expired"))
    return "no answer in time: is it a PostgreSQL server, and does a firewall let this machine in?";
  if (message.includes("Connection terminated") || message.includes("error establishing an SSL"))
    return "the server hung up: is it a PostgreSQL server?";
  return message;
}
