import type { RulesByType } from "./rule";

export type { Rule } from "./rule";

/** Terraform's spelling of the types that a setting can have. */
export type SettingType = "string" | "number" | "list(string)" | "map(string)";

interface ValuesByType {
  readonly string: string;
  readonly number: number;
  readonly "list(string)": string[];
  readonly "map(string)": Record<string, string>;
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
}

/** A setting of some type, its default and its rules being of that same type. */
export type AnySetting = { readonly [T in SettingType]: Setting<T> }[SettingType];

/** Settings by their Terraform variable names, in snake_case. */
export type Settings = Readonly<Record<string, AnySetting>>;

/** The values of settings: literals, or Terraform tokens that stand for variables. */
export type SettingValues<S extends Settings> = {
  readonly [K in keyof S]: ValueOf<S[K]["type"]> | (S[K] extends { readonly default: null } ? null : never);
};
