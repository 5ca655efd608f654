import { readFileSync, statSync } from "node:fs";
import { FaultPlanError } from "../faults/fault-plan-error";
import { parseFaults } from "../faults/parse-faults";
import { DatabaseAddressError } from "../postgres/address-parts";
import type { DatabaseEnvironment } from "../postgres/database-environment";
import { parseDatabaseUrl } from "../postgres/database-url";
import type { RunRequest } from "./arguments";
import { personPath, unwritable } from "./person-path";
import type { RunInputs } from "./run-options";

/** What the words of a command line mean, or what is wrong with them. */
export type ReadInputs =
  | { readonly kind: "inputs"; readonly inputs: RunInputs }
  | { readonly kind: "refused"; readonly message: string };

/** Reads the address of a database and the faults that a command line names, and looks where a report is to go. */
export function readInputs(
  { options, database, report }: RunRequest,
  environment: DatabaseEnvironment,
): ReadInputs {
  const problem = report === undefined ? undefined : unwritable(personPath(report));
  if (problem !== undefined) return { kind: "refused", message: problem };
  try {
    const faults = options.faults.length === 0 ? undefined : parseFaults(options.faults, textOf);
    if (database === undefined) return { kind: "inputs", inputs: { options, faults, database } };
    const { schemas, tables } = database;
    const connection = parseDatabaseUrl(database.url, environment);
    const ownDatabase = { address: connection.address, schemas, tables };
    return {
      kind: "inputs",
      inputs: { options: { ...options, ownDatabase }, faults, database: { connection, schemas, tables } },
    };
  } catch (error) {
    if (error instanceof FaultPlanError || error instanceof DatabaseAddressError)
      return { kind: "refused", message: error.message };
    throw error;
  }
}

/** @returns undefined when there is no such file */
function textOf(name: string): string | undefined {
  const file = personPath(name);
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? readFileSync(file, "utf8") : undefined;
}
