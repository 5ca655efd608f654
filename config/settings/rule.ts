import type { BUCKET_STATEMENTS, KEY_STATEMENTS, StatementField } from "./policy-statement";

/**
 * The closed set of rules for a setting. Each kind exists twice, with one meaning: as a TypeScript check
 * (`broken-rules.ts`) and as the condition of a Terraform `validation` block (`validation-blocks.ts`).
 */

/** What a rule speaks about: the value as a whole, each element of a list, or the keys or values of a map. */
export type RuleTarget = "value" | "each" | "keys" | "values";

/** A rule for a list of policy statements speaks about one field of each of them. */
interface OfStatement {
  readonly of?: StatementField;
}

/** The text matches the pattern somewhere (anchor it with ^ and $), or, with `refuse`, matches it nowhere. */
export interface RegexRule extends OfStatement {
  readonly kind: "regex";
  readonly to: RuleTarget;
  /** RE2 syntax: no lookaround, no back-references. */
  readonly pattern: string;
  /** Turns the rule round: what matches is refused. Default: false. */
  readonly refuse?: boolean;
  /** The rule in plain words: "lower-case letters, digits and single hyphens, a letter first". */
  readonly words: string;
}

/** Length of a text in characters (grapheme clusters, as Terraform counts them), or of a list or map in elements. */
export interface LengthRule extends OfStatement {
  readonly kind: "length";
  readonly to: RuleTarget;
  /** Default: 0. */
  readonly min?: number;
  /** Default: no upper limit. */
  readonly max?: number;
  /** Why just these limits, as the end of a sentence that begins with them. */
  readonly because?: string;
}

/** Both ends belong to the range. */
export interface RangeRule {
  readonly kind: "range";
  readonly to: "value";
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. Default: false. */
  readonly integer?: boolean;
  readonly because?: string;
}

/** The value is one of those listed, exactly. */
export interface OneOfRule<V extends string | number = string | number> extends OfStatement {
  readonly kind: "one of";
  readonly to: RuleTarget;
  readonly values: readonly V[];
}

/** No element of the list occurs twice; of policy statements: no two of them have the same in that field. */
export interface UniqueRule extends OfStatement {
  readonly kind: "unique";
  readonly to: "value";
}

export type Rule = RegexRule | LengthRule | RangeRule | OneOfRule | UniqueRule;

type To<R extends Rule, T extends RuleTarget> = Omit<R, "to" | "of"> & { readonly to: T };

type Of<R extends Rule> = Omit<R, "of"> & { readonly of: StatementField };

type StatementRule =
  | Of<To<RegexRule, "value" | "each">>
  | Of<To<LengthRule, "value" | "each">>
  | Of<To<OneOfRule<string>, "value" | "each">>
  | Of<UniqueRule>;

/** The rules that make sense for each type of a setting. */
export interface RulesByType {
  readonly string: To<RegexRule, "value"> | To<LengthRule, "value"> | To<OneOfRule<string>, "value">;
  readonly number: RangeRule | To<OneOfRule<number>, "value">;
  readonly bool: never;
  readonly "list(string)":
    To<RegexRule, "each"> | To<LengthRule, "value" | "each"> | To<OneOfRule<string>, "each"> | UniqueRule;
  readonly "map(string)":
    | To<RegexRule, "keys" | "values">
    | To<LengthRule, "value" | "keys" | "values">
    | To<OneOfRule<string>, "keys" | "values">;
  readonly [KEY_STATEMENTS]: StatementRule;
  readonly [BUCKET_STATEMENTS]: StatementRule;
}
