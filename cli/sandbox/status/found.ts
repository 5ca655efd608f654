import type { Found } from "./facts";

/** @returns what is there, or undefined */
export const valueOf = <T>(found: Found<T> | undefined): T | undefined =>
  found?.kind === "there" ? found.value : undefined;

/** @returns what is there, or nothing */
export const valuesOf = <T>(found: Found<readonly T[]>): readonly T[] => valueOf(found) ?? [];
