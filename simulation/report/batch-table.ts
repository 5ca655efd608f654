import type { FailedRun, Summary } from "../batch/summary";
import type { FaultMix } from "../plan/arbitrary/faults";

/** How a batch went, as lines for a person. @param written how many of the runs were of plans that are written down */
export function batchTable(summary: Summary, seed: number, seconds: number, written = 0): readonly string[] {
  const { runs, injected, deadLettered } = summary;
  const rows: readonly (readonly [string, string | number])[] = [
    ["seed", seed],
    ["runs", runs],
    ...(written > 0 ? ([["  of simulation/corpus", written]] as const) : []),
    ["faults injected", sum(injected)],
    ...sorted(injected).map(([kind, count]) => [`  ${kind}`, count] as const),
    ["invocations killed", summary.killed],
    ["calls of AWS", summary.calls],
    ["snapshots", summary.snapshots],
    ["  landed", summary.landed],
    ["  ignored by a rule", summary.ignored],
    ["  dead-lettered", sum(deadLettered)],
    ...sorted(deadLettered).map(([code, count]) => [`    ${code}`, count] as const),
    ["  not promised", summary.notPromised],
    ["  missing", summary.missing],
    ["dead letters", summary.letters],
    ["violations", summary.failures.reduce((total, { violations }) => total + violations.length, 0)],
    ["seconds", seconds.toFixed(1)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(
    ([name, value]) =>
      `${name.padEnd(width)}  ${typeof value === "number" ? value.toLocaleString("en") : value}`,
  );
}

/** Failures that are told in full. */
const TOLD = 5;

/** What broke, the smallest plans, and how to see them again. */
export function failureLines(
  failures: readonly FailedRun[],
  seed: number,
  mix: FaultMix = "usual",
): readonly string[] {
  const seen = new Set<string>();
  const first = failures.filter(({ violations: [violation] }) => {
    const isNew = violation !== undefined && !seen.has(violation.invariant);
    if (violation !== undefined) seen.add(violation.invariant);
    return isNew;
  });
  const told = first.slice(0, TOLD).flatMap((failure) => ["", ...failureText(failure, seed, mix)]);
  const others = failures.length - Math.min(TOLD, first.length);
  if (others <= 0) return told;
  const runs = failures.map(({ run, violations: [violation] }) => `${run} (${violation?.invariant ?? ""})`);
  return [
    ...told,
    "",
    `runs with violations: ${runs.slice(0, 50).join(", ")}${runs.length > 50 ? ", …" : ""}`,
  ];
}

function failureText(
  { run, violations, smallest }: FailedRun,
  seed: number,
  mix: FaultMix,
): readonly string[] {
  return [
    `Run ${run} broke what must hold:`,
    ...violations.slice(0, 10).map(({ invariant, sentence }) => `  ${invariant}: ${sentence}`),
    "The smallest failing plan that was found:",
    JSON.stringify(smallest),
    `See that run: npm run simulate -- --seed ${seed}${mix === "usual" ? "" : ` --faults ${mix}`} --run ${run} --trace`,
    "See the smallest one: write the plan into a file, npm run simulate -- --plan <file> --trace",
  ];
}

type Counts = Readonly<Record<string, number>>;

const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0);

const sorted = (counts: Counts): readonly (readonly [string, number])[] =>
  Object.entries(counts).sort(([, one], [, other]) => other - one);
