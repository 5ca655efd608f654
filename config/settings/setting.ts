import type { IResolvable } from "cdktf";
import type { BUCKET_STATEMENTS, BucketStatement, KEY_STATEMENTS, KeyStatement } from "./policy-statement";
import type { RulesByType } from "./rule";

export type { Rule } from "./rule";

/** Terraform's spelling of the types that a setting can have. */
export type SettingType = keyof ValuesByType;

interface ValuesByType {
  readonly string: string;
  readonly number: number;
  readonly bool: boolean;
  readonly "list(string)": string[];
  readonly "map(string)": Record<string, string>;
  readonly [KEY_STATEMENTS]: KeyStatement[];
  readonly [BUCKET_STATEMENTS]: BucketStatement[];
}

/** The TypeScript type of a setting's value. */
export type ValueOf<T extends SettingType> = ValuesByType[T];

/** One Terraform variable. */
export interface Setting<T extends SettingType = SettingType> {
  readonly type: T;
  /** Meaning first, then unit, limits, and what the default does: this is the variable's and the README's text. */
  readonly description: string;
  /** Absent: the setting is required. `null`: optional, and may stay null. */
  readonly default?: Readonly<ValueOf<T>> | null;
  readonly rules?: readonly RulesByType[T][];
  /** Whether null is let through among the elements of a list, for the user of the setting to leave out. @default false */
  readonly nullElements?: boolean;
}

/** A setting of some type, its default and its rules being of that same type. */
export type AnySetting = { readonly [T in SettingType]: Setting<T> }[SettingType];

/** Settings by their Terraform variable names, in snake_case. */
export type Settings = Readonly<Record<string, AnySetting>>;

/** The values of settings: literals, or Terraform tokens that stand for variables. */
export type SettingValues<S extends Settings> = {
  readonly [K in keyof S]:
    ValueOf<S[K]["type"]> | TokenOf<S[K]["type"]> | (S[K] extends { readonly default: null } ? null : never);
};

/** Tokens of most types look like a value of the type; those of the others are objects. */
type TokenOf<T extends SettingType> = T extends "bool" | typeof KEY_STATEMENTS | typeof BUCKET_STATEMENTS
  ? IResolvable
  : never;
