import type { StatementField } from "./policy-statement";
import type { Rule } from "./rule";

interface Expressions {
  readonly condition: string;
  /** Gives what was refused, as text: statements by sid and place in the list, with what is wrong in them. */
  readonly refused: string;
}

/**
 * A rule for one field of each policy statement as expressions of the Terraform language. A field that is null breaks
 * it; a statement that is null is another validation's.
 * @param whole the list
 * @param conditionOf the rule's condition for a subject that is not null
 */
export function statementValidation(
  rule: Rule,
  field: StatementField,
  whole: string,
  conditionOf: (subject: string) => string,
): Expressions {
  const value = subject("s", field);
  if (rule.kind === "unique") {
    const all = `[for s in ${whole} : ${value} if s != null]`;
    return {
      condition: `length(distinct(${all})) == length(${all})`,
      refused: `jsonencode(distinct([for x in ${all} : x if length([for y in ${all} : y if y == x]) > 1]))`,
    };
  }
  const holds = `${value} == null ? false : ${rule.to === "each" ? `alltrue([for x in ${value} : x == null ? false : ${conditionOf("x")}])` : conditionOf(value)}`;
  const shown =
    rule.to === "each"
      ? `${value} == null ? null : [for x in ${value} : x if x == null ? true : !(${conditionOf("x")})]`
      : value;
  return {
    condition: `alltrue([for s in ${whole} : ${holds} if s != null])`,
    refused: `jsonencode([for i, s in ${whole} : { sid = s.sid, statement = i, value = ${shown} } if s == null ? false : !(${holds})])`,
  };
}

/** A list of values with null in it is as wrong as none. */
function partOfCondition(field: string): string {
  if (field !== "values") return `c.${field}`;
  return "c.values == null ? null : contains([for v in c.values : v == null], true) ? null : c.values";
}

/** The field of a statement; null where what it stands in is. */
function subject(statement: string, field: StatementField): string {
  const [parent, child] = field.split(".");
  if (child === undefined) return `${statement}.${field}`;
  if (parent === "conditions")
    return `[for c in ${statement}.conditions : c == null ? null : ${partOfCondition(child)}]`;
  return `(${statement}.${parent} == null ? null : ${statement}.${field})`;
}
