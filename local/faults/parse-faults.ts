import * as z from "zod";
import { FaultPlanError } from "./fault-plan-error";
import { planEnvelope, plannedFault, type FaultPlan, type PlannedFault } from "./plan";
import { problemsOf } from "./plan-problems";
import { readShortForm } from "./short-form";

/** What was read, and what is wrong with it. */
interface Reading {
  readonly faults: readonly PlannedFault[];
  readonly problems: readonly string[];
}

/**
 * Reads faults from words: paths of JSON plans, and short forms, in any order; the plan has them in this order.
 *
 * @param readFile the text of a file, undefined when there is none of that path
 * @throws FaultPlanError that lists every problem of every word with its place
 */
export function parseFaults(
  words: readonly string[],
  readFile: (path: string) => string | undefined,
): FaultPlan {
  const readings = words.map((word) => readWord(word, readFile));
  const problems = readings.flatMap((reading) => reading.problems);
  if (problems.length > 0) throw new FaultPlanError(problems);
  return { version: 1, faults: readings.flatMap(({ faults }) => faults) };
}

function readWord(word: string, readFile: (path: string) => string | undefined): Reading {
  const text = readFile(word);
  if (text !== undefined) return readPlan(text, word);
  if (word.endsWith(".json")) return { faults: [], problems: [`${word}: there is no such file`] };
  const read = readShortForm(word);
  if (read.kind === "wrong") return { faults: [], problems: [`${word}: ${read.problem}`] };
  return readFault(read.fault, `${word}: `);
}

function readPlan(text: string, file: string): Reading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { faults: [], problems: [`${file}: it is no JSON: ${String(error)}`] };
  }
  const envelope = planEnvelope.safeParse(json);
  if (!envelope.success) return { faults: [], problems: issuesOf(envelope.error, `${file}: `) };
  const readings = envelope.data.faults.map((fault, index) => readFault(fault, `${file}: faults[${index}].`));
  return {
    faults: readings.flatMap(({ faults }) => faults),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** @param place what stands before the field in a problem */
function readFault(given: unknown, place: string): Reading {
  const result = plannedFault.safeParse(given);
  if (!result.success) return { faults: [], problems: issuesOf(result.error, place) };
  const problems = problemsOf(result.data).map(({ field, text }) => `${place}${field}: ${text}`);
  return { faults: [result.data], problems };
}

function issuesOf(error: z.ZodError, place: string): string[] {
  return error.issues.map(({ path, message }) => {
    const field = z.core.toDotPath(path);
    return `${place}${field === "" ? "" : `${field}: `}${message}`;
  });
}
