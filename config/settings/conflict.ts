import type { Settings, SettingValues } from "./setting";

/** Two settings, each right by itself, that do not go together. */
export interface Conflict {
  /** The setting to change first. */
  readonly name: string;
  readonly got: unknown;
  readonly expected: string;
}

/**
 * Finds conflicts among the values that are right by themselves. Values that are missing or wrong are absent, and
 * are no conflict.
 */
export type ConflictCheck<S extends Settings> = (values: Partial<SettingValues<S>>) => readonly Conflict[];
