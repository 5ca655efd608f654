import type { Settings } from "../../config/settings/setting";

type CamelCase<N extends string> = N extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : N;

/** What a construct's inputs are called, by the name of the setting that says what they may be. */
export type PropNames<S extends Settings> = { readonly [K in keyof S & string]: CamelCase<K> };

/** @returns the settings' names in camelCase: identifierPrefix for identifier_prefix */
export function propNames<S extends Settings>(settings: S): PropNames<S> {
  return Object.fromEntries(
    Object.keys(settings).map((name) => [
      name,
      name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    ]),
  ) as PropNames<S>;
}
