import * as z from "zod";

const text = z.string();
const texts = z.array(text);

const keyStatement = z.object({
  /** Names the statement within its policy. */
  sid: text,
  effect: text,
  actions: texts,
  principals: z.object({ type: text, identifiers: texts }),
  conditions: z.array(z.object({ test: text, variable: text, values: texts })).optional(),
});

const bucketStatement = keyStatement.extend({ resources: texts });

/** A list of statements for a key's policy, whose resource can only be that key. */
export const keyStatements = z.array(keyStatement);
/** A list of statements for a bucket's policy. */
export const bucketStatements = z.array(bucketStatement);

export type KeyStatement = z.infer<typeof keyStatement>;
export type BucketStatement = z.infer<typeof bucketStatement>;

const PRINCIPALS = "principals = object({ type = string, identifiers = list(string) })";
const CONDITIONS =
  "conditions = optional(list(object({ test = string, variable = string, values = list(string) })), [])";

/** Terraform's spelling of the two lists. What a caller has to leave out to be understood elsewhere is optional. */
export const KEY_STATEMENTS =
  `list(object({ sid = string, effect = string, actions = list(string), ${PRINCIPALS}, ${CONDITIONS} }))` as const;
export const BUCKET_STATEMENTS =
  `list(object({ sid = string, effect = string, actions = list(string), resources = list(string), ${PRINCIPALS}, ${CONDITIONS} }))` as const;

/** The fields of a statement that rules speak of; those of its conditions are lists with one element per condition. */
export const STATEMENT_FIELDS = [
  "sid",
  "effect",
  "actions",
  "resources",
  "principals.type",
  "principals.identifiers",
  "conditions.test",
  "conditions.variable",
  "conditions.values",
] as const;

export type StatementField = (typeof STATEMENT_FIELDS)[number];

/** What a field holds; `conditions.values` holds one list per condition. */
export type FieldValue = string | readonly (string | readonly string[])[];

/** @returns the field of a statement, empty for one that the statement cannot have */
export function fieldOf(statement: KeyStatement | BucketStatement, field: StatementField): FieldValue {
  switch (field) {
    case "sid":
    case "effect":
    case "actions":
      return statement[field];
    case "resources":
      return "resources" in statement ? statement.resources : [];
    case "principals.type":
      return statement.principals.type;
    case "principals.identifiers":
      return statement.principals.identifiers;
    case "conditions.test":
      return (statement.conditions ?? []).map(({ test }) => test);
    case "conditions.variable":
      return (statement.conditions ?? []).map(({ variable }) => variable);
    case "conditions.values":
      return (statement.conditions ?? []).map(({ values }) => values);
  }
}
