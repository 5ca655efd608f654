import { constraintsSql, schemaSql } from "../../../../local/postgres/sample/schema";

/** Something that the sample creates in one of its schemas. */
export interface SampleObject {
  readonly kind: "table" | "view" | "materialized view" | "type";
  /** Schema and name, quoted where needed. */
  readonly identity: string;
}

const CREATED = /^CREATE (?:UNLOGGED )?(TABLE|VIEW|MATERIALIZED VIEW|DOMAIN|TYPE) (\S+)/gm;

const KINDS: Readonly<Record<string, SampleObject["kind"]>> = {
  TABLE: "table",
  VIEW: "view",
  "MATERIALIZED VIEW": "materialized view",
  // DROP TYPE takes domains, too.
  DOMAIN: "type",
  TYPE: "type",
};

/** What this version's sample consists of. */
export const sampleObjects: readonly SampleObject[] = [
  ...`${schemaSql}\n${constraintsSql}`.matchAll(CREATED),
].flatMap(([, word = "", identity = ""]) => {
  const kind = KINDS[word];
  return kind === undefined ? [] : [{ kind, identity }];
});

const relations: ReadonlySet<string> = new Set(
  sampleObjects.filter(({ kind }) => kind !== "type").map(({ identity }) => identity.replaceAll('"', "")),
);

/** Whether it is a table or view of this version's sample. */
export const isSampleRelation = ({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): boolean => relations.has(`${schema}.${name}`);
