import {
  fieldOf,
  type BucketStatement,
  type FieldValue,
  type KeyStatement,
  type StatementField,
} from "./policy-statement";
import type { Rule } from "./rule";
import { holds, repeated } from "./rule-holds";

/** A statement that a rule refuses, as Terraform's message shows it. */
interface RefusedStatement {
  readonly sid: string;
  /** Its place in the list, from 0 as Terraform counts. */
  readonly statement: number;
  /** The field's value, or those of its elements that break the rule. */
  readonly value: unknown;
}

/**
 * Applies a rule to one field of each statement.
 * @returns what it refuses: the statements; for "unique" what several of them have. Empty when the rule holds
 */
export function refusedStatements(
  rule: Rule,
  field: StatementField,
  statements: readonly (KeyStatement | BucketStatement)[],
): readonly unknown[] {
  if (rule.kind === "unique") return repeated(statements.map((one) => fieldOf(one, field)));
  return statements.flatMap((one, statement): readonly RefusedStatement[] => {
    const value = fieldOf(one, field);
    const refused = rule.to === "each" ? elements(value).filter((part) => !holds(rule, part)) : [value];
    const fails = rule.to === "each" ? refused.length > 0 : !holds(rule, value);
    return fails ? [{ sid: one.sid, statement, value: rule.to === "each" ? refused : value }] : [];
  });
}

function elements(value: FieldValue): readonly (string | readonly string[])[] {
  return typeof value === "string" ? [value] : value;
}
