import * as z from "zod";
import type { Survivor } from "./survivors/survivor";

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
  for (const [file, { source, mutants: all }] of Object.entries(report.files)) {
    const ofFile = survivors.filter((each) => each.file === file);
    for (const { status, location, replacement = "", mutatorName } of all) {
      if (SEEN.has(status)) seen++;
      if (!SEEN.has(status) && !UNSEEN.has(status)) continue;
      mutants++;
      if (!UNSEEN.has(status)) continue;
      const place = placeIn(source, location);
      const explained = ofFile.filter((each) => explains(each, source, place, replacement));
      for (const each of explained) left.add(each);
      if (explained.length === 0)
        unexplained.push(
          `${file}:${location.start.line}:${location.start.column} ${status}, ${mutatorName}: ${oneLine(source.slice(place.from, place.to))} -> ${oneLine(replacement)}`,
        );
    }
  }
  const outdated = survivors
    .filter((each) => report.files[each.file] !== undefined && !left.has(each))
    .map(
      ({ file, original, replacement = "(anything in it)" }) =>
        `${file}: ${oneLine(original)} -> ${oneLine(replacement)}`,
    );
  return { mutants, seen, unexplained, outdated };
}

/** Offsets of a text in its file; the end is not included. */
interface Place {
  readonly from: number;
  readonly to: number;
}

function explains(
  { original, replacement }: Survivor,
  source: string,
  { from, to }: Place,
  replaced: string,
): boolean {
  if (replacement !== undefined) return replacement === replaced && source.slice(from, to) === original;
  for (let at = source.indexOf(original); at >= 0; at = source.indexOf(original, at + 1))
    if (at <= from && to <= at + original.length) return true;
  return false;
}

type Location = MutationReport["files"][string]["mutants"][number]["location"];

/** StrykerJS counts lines and columns from 1, and the end is not included. */
function placeIn(source: string, { start, end }: Location): Place {
  const lines = source.split("\n");
  const offset = ({ line, column }: Location["start"]): number =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return { from: offset(start), to: offset(end) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").slice(0, 160);
}
