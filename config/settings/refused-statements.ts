import { valuesOf, type FieldValue, type RuledStatement, type StatementField } from "./policy-statement";
import type { Rule } from "./rule";
import { holds, repeated, type IsKnown } from "./rule-holds";

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
  statements: readonly RuledStatement[],
  isKnown: IsKnown,
): readonly unknown[] {
  if (rule.kind === "unique") {
    const present = statements.filter(({ mayBeAbsent }) => mayBeAbsent !== true);
    return repeated(present.flatMap((one) => valuesOf(one, field)).filter(isKnown));
  }
  return statements.flatMap((one, statement): readonly RefusedStatement[] => {
    const values = valuesOf(one, field).filter(isKnown);
    const asked = rule.to === "each" ? values.flatMap(elements).filter(isKnown) : values;
    const refused = asked.filter((part) => !holds(rule, part));
    if (refused.length === 0) return [];
    const [first] = refused;
    return [{ sid: one.sid, statement, value: rule.to === "each" || refused.length > 1 ? refused : first }];
  });
}

function elements(value: FieldValue): readonly (string | readonly string[])[] {
  return typeof value === "string" ? [value] : value;
}
