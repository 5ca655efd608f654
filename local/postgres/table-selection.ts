import { distance } from "fastest-levenshtein";
import { OwnDatabaseError } from "./connect-database";

/** @returns whether a table was chosen */
export type TableSelection = (table: { readonly schema: string; readonly table: string }) => boolean;

export interface SelectionRequest {
  /** Names of schemas; empty: all. */
  readonly schemas: readonly string[];
  /** Names, as `schema.table` or `table`; empty: all. */
  readonly tables: readonly string[];
}

/** Something in a database that has a table's name. */
export interface NamedRelation {
  readonly schema: string;
  readonly table: string;
  /** What keeps it from being chosen, such as `a view`; absent for tables. */
  readonly isNot?: string;
}

/** @returns a table chosen by both lists, as far as they name anything */
export function tableSelection({ schemas, tables }: SelectionRequest): TableSelection {
  return ({ schema, table }) =>
    (schemas.length === 0 || schemas.includes(schema)) &&
    (tables.length === 0 || tables.includes(table) || tables.includes(`${schema}.${table}`));
}

/**
 * Refuses names that nothing in the database has: a run without the table that a person thinks of would look right.
 *
 * @throws OwnDatabaseError that says which names are near
 */
export function checkSelection(
  request: SelectionRequest,
  schemas: readonly string[],
  relations: readonly NamedRelation[],
): void {
  const problems = [
    ...request.schemas
      .filter((schema) => !schemas.includes(schema))
      .map((schema) => `there is no schema ${schema} in the database${nearest(schema, schemas)}`),
    ...request.tables.flatMap((name) => tableProblem(name, request.schemas, relations) ?? []),
  ];
  if (problems.length > 0) throw new OwnDatabaseError(problems.join("; "));
}

function tableProblem(
  name: string,
  schemas: readonly string[],
  relations: readonly NamedRelation[],
): string | undefined {
  const chosen = relations.filter(
    ({ schema, table }) =>
      (table === name || `${schema}.${table}` === name) && (schemas.length === 0 || schemas.includes(schema)),
  );
  if (chosen.some(({ isNot }) => isNot === undefined)) return undefined;
  const [other] = chosen;
  if (other?.isNot !== undefined)
    return `${name} is ${other.isNot}: RDS does not export it as a table of its own`;
  const elsewhere = relations.find(({ schema, table }) => `${schema}.${table}` === name || table === name);
  if (elsewhere !== undefined)
    return `${name} is in the schema ${elsewhere.schema}, which --schemas leaves out`;
  const names = relations.filter(({ isNot }) => isNot === undefined);
  const near = nearest(
    name,
    names.map(({ schema, table }) => (name.includes(".") ? `${schema}.${table}` : table)),
  );
  const where = schemas.length === 0 ? "the database" : `the schemas ${schemas.join(", ")}`;
  return `there is no table ${name} in ${where}${near}`;
}

/** Up to three names that somebody may have meant. */
function nearest(wanted: string, names: readonly string[]): string {
  const near = [...new Set(names)]
    .map((name) => ({ name, away: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, away }) => away <= Math.max(2, Math.floor(Math.max(wanted.length, name.length) / 3)))
    .sort((left, right) => left.away - right.away)
    .slice(0, 3)
    .map(({ name }) => name);
  return near.length === 0 ? "" : `; near: ${near.join(", ")}`;
}
