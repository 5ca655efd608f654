import { UnresolvedExpressionError } from "../deploy/expression";
import { TerraformJsonError } from "../deploy/terraform-json";
import { PolicyError } from "../permissions/policy-error";
import { OwnDatabaseError } from "../postgres/connect-database";
import { PostgresBinariesError } from "../postgres/postgres-binaries";
import { PostgresProgramError } from "../postgres/postgres-program";
import { ServerUserError } from "../postgres/server-user";
import { TemporaryFolderError } from "../postgres/temporary-folder";

/** Errors about the machine, somebody's database or the synthesised stack, worded for the person who runs this. */
const WORDED = [
  PolicyError,
  TerraformJsonError,
  UnresolvedExpressionError,

  OwnDatabaseError,
  PostgresBinariesError,
  PostgresProgramError,
  ServerUserError,
  TemporaryFolderError,
];

/** What the system refuses for reasons of the machine: ports, files, space. Node.js words them in one line. */
const OF_THE_SYSTEM = new Set([
  "EACCES",
  "EADDRINUSE",
  "EADDRNOTAVAIL",
  "EDQUOT",
  "EMFILE",
  "ENFILE",
  "ENOSPC",
  "EROFS",
]);

/** What a person is told about an error: its message when the machine is the cause, the whole stack otherwise. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isWorded = WORDED.some((type) => error instanceof type);
  if (isWorded || ("code" in error && OF_THE_SYSTEM.has(String(error.code)))) return error.message;
  return error.stack ?? error.message;
}
