import * as z from "zod";
import type { Survivor } from "./survivors";

const position = z.object({ line: z.int().positive(), column: z.int().nonnegative() });

/** StrykerJS's report, as far as it is read here. */
export const mutationReportSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().optional(),
          status: z.string(),
          location: z.object({ start: position, end: position }),
        }),
      ),
    }),
  ),
});

export type MutationReport = z.infer<typeof mutationReportSchema>;

/** What a report says beside the list of survivors. */
export interface Comparison {
  /** Mutants that were tried; those that do not compile, or were left out, are none. */
  readonly mutants: number;
  /** Of these, the simulation sees so many. */
  readonly seen: number;
  /** Lines about mutants that are neither seen nor explained. */
  readonly unexplained: readonly string[];
  /** Lines about explained ones that are seen by now, or are no more: of files that were mutated. */
  readonly outdated: readonly string[];
}

const SEEN = new Set(["Killed", "Timeout", "RuntimeError"]);
const UNSEEN = new Set(["Survived", "NoCoverage"]);

/** Holds a report against the explained survivors. */
export function compareSurvivors(report: MutationReport, survivors: readonly Survivor[]): Comparison {
  const left = new Set<Survivor>();
  const unexplained: string[] = [];
  let mutants = 0;
  let seen = 0;
  for (const [file, { source, mutants: all }] of Object.entries(report.files))
    for (const { status, location, replacement = "", mutatorName } of all) {
      if (SEEN.has(status)) seen++;
      if (!SEEN.has(status) && !UNSEEN.has(status)) continue;
      mutants++;
      if (!UNSEEN.has(status)) continue;
      const original = textAt(source, location);
      const explained = survivors.filter(
        (each) => each.file === file && each.original === original && each.replacement === replacement,
      );
      for (const each of explained) left.add(each);
      if (explained.length === 0)
        unexplained.push(
          `${file}:${location.start.line}:${location.start.column} ${status}, ${mutatorName}: ${oneLine(original)} -> ${oneLine(replacement)}`,
        );
    }
  const outdated = survivors
    .filter((each) => report.files[each.file] !== undefined && !left.has(each))
    .map(({ file, original, replacement }) => `${file}: ${oneLine(original)} -> ${oneLine(replacement)}`);
  return { mutants, seen, unexplained, outdated };
}

type Location = MutationReport["files"][string]["mutants"][number]["location"];

/** StrykerJS counts lines and columns from 1, and the end is not included. */
function textAt(source: string, { start, end }: Location): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join("\n");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").slice(0, 160);
}
