import type { BucketStatement, KeyStatement } from "./policy-statement-schema";

export type { BucketStatement, KeyStatement } from "./policy-statement-schema";

/** What IAM calls a principal's type (IAM User Guide, "AWS JSON policy elements: Principal"). */
export const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser", "*"] as const;

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

/** A statement as rules look at it: as a variable holds it, or as a construct's input with principals of several types. */
export type RuledStatement = Omit<KeyStatement, "principals"> & {
  readonly resources?: BucketStatement["resources"];
  readonly principals: KeyStatement["principals"] | readonly KeyStatement["principals"][];
  /** Whether it may be left out of the policy, so that another one may have its name. Default: false. */
  readonly mayBeAbsent?: boolean;
};

/** @returns what a statement has of a field: one value, or one per type of principals; empty for one that it cannot have */
export function valuesOf(statement: RuledStatement, field: StatementField): readonly FieldValue[] {
  const principals = "type" in statement.principals ? [statement.principals] : statement.principals;
  const conditions = statement.conditions ?? [];
  switch (field) {
    case "sid":
    case "effect":
    case "actions":
      return [statement[field]];
    case "resources":
      return [statement.resources ?? []];
    case "principals.type":
      return principals.map(({ type }) => type);
    case "principals.identifiers":
      return principals.map(({ identifiers }) => identifiers);
    case "conditions.test":
      return [conditions.map(({ test }) => test)];
    case "conditions.variable":
      return [conditions.map(({ variable }) => variable)];
    case "conditions.values":
      return [conditions.map(({ values }) => values)];
  }
}
