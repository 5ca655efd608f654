import { Fn, Token } from "cdktf";
import { lowerCased } from "../shared/lower-cased";

/**
 * The database within the instance: `<prefix>_sandbox`, with underscores for the prefix's hyphens, which PostgreSQL
 * would want quoted.
 */
export function databaseName(identifierPrefix: string): string {
  const name = `${lowerCased(identifierPrefix)}_sandbox`;
  return Token.isUnresolved(name) ? Fn.replace(name, "-", "_") : name.replaceAll("-", "_");
}
