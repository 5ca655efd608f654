import type { LandingComparison } from "../../../../local/verify/compare-landing";
import type { FoundLetter } from "../decide/facts";

/** What is not as it should be with a landing, one line each; empty when every table landed whole. */
export function judgeSnapshot(
  { tables, unexplained, unexported }: LandingComparison,
  landing: readonly string[],
  letters: readonly FoundLetter[],
): string[] {
  return [
    ...landing,
    ...(tables.length === 0
      ? [
          "there is no table to compare" +
            (unexported.length === 0
              ? ": npm run sandbox:load loads the sample database"
              : `, since RDS exports none of the ${unexported.length}`),
        ]
      : []),
    ...tables
      .filter(({ matches }) => !matches)
      .map(({ table, problems }) => `${table} differs: ${problems.join("; ")}`),
    ...unexplained.map((key) => `${key} belongs to no table of the database`),
    ...letterProblems(letters),
  ];
}

/** One line for each queue that has letters about the snapshot. */
export function letterProblems(letters: readonly FoundLetter[]): string[] {
  return [...new Set(letters.map(({ queue }) => queue))].map((queue) => {
    const codes = letters
      .filter((each) => each.queue === queue)
      .map(({ letter }) => letter?.code ?? "moved there by SQS after too many receives");
    return `${codes.length} message(s) about it in dead-letter queue ${queue}: ${[...new Set(codes)].join(", ")}`;
  });
}
