import type { Command } from "commander";
import * as z from "zod";
import { defaultSeed } from "../../../local/postgres/sample-database";
import { defaultSampleSize } from "../../../local/postgres/sample/sample-size";
import { wholeNumber } from "../../../local/shared/whole-number";
import { addReachOptions, reachOptionsSchema } from "../../shared/database/reach-options";

/** What is to be loaded. */
export type LoadContent =
  | { readonly kind: "sample"; readonly rows: number; readonly seed: number; readonly again: boolean }
  /** The user's own, in this order. */
  | { readonly kind: "sql"; readonly files: readonly string[] };

const LEAST_ROWS = 100;
const MOST_ROWS = 5_000_000;

export function addLoadOptions(command: Command): void {
  command
    .option(
      "--rows <n>",
      `rows of the sample's largest table (default: ${defaultSampleSize.readings})`,
      wholeNumber(LEAST_ROWS, MOST_ROWS),
    )
    .option(
      "--seed <n>",
      `the same seed makes the same rows (default: ${defaultSeed})`,
      wholeNumber(0, 2 ** 31),
    )
    .option("--again", "load the sample anew although it is there already")
    .option(
      "--sql <file>",
      "your own schema and rows instead of the sample: plain SQL, such as pg_dump writes; may be given several times, " +
        "in the order of loading. Loaded twice, it doubles the rows of tables without keys, unless --reset empties the " +
        "database first",
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option("--reset", "drop all that the database holds before, in the same transaction (extensions stay)");
  addReachOptions(command);
}

const contentSchema = z
  .object({
    rows: z.number().optional(),
    seed: z.number().optional(),
    again: z.boolean().optional(),
    sql: z.array(z.string()).optional(),
    reset: z.boolean().default(false),
  })
  .refine(
    ({ sql, rows, seed, again }) =>
      sql === undefined || [rows, seed, again].every((each) => each === undefined),
    { error: "--rows, --seed and --again are about the sample, so they exclude --sql" },
  )
  .transform(({ rows, seed, again, sql, reset }) => ({
    content: content({ rows, seed, again, sql }),
    reset,
  }));

interface Given {
  readonly rows: number | undefined;
  readonly seed: number | undefined;
  readonly again: boolean | undefined;
  readonly sql: readonly string[] | undefined;
}

function content({ rows, seed, again, sql }: Given): LoadContent {
  if (sql !== undefined) return { kind: "sql", files: sql };
  return {
    kind: "sample",
    rows: rows ?? defaultSampleSize.readings,
    seed: seed ?? defaultSeed,
    again: again ?? false,
  };
}

export const loadOptionsSchema = z.unknown().transform((given, context) => {
  const parsed = [contentSchema.safeParse(given), reachOptionsSchema.safeParse(given)] as const;
  const [own, reach] = parsed;
  if (own.success && reach.success) return { ...own.data, ...reach.data };
  for (const { error } of parsed)
    for (const { message } of error?.issues ?? []) context.addIssue({ code: "custom", message });
  return z.NEVER;
});

export type LoadOptions = z.infer<typeof loadOptionsSchema>;
