import type { Settings } from "../settings/setting";
import type { TfvarsCheck, TfvarsProblem } from "./check-tfvars";

/** @returns one line per finding, each naming the file and the variable; none for a file without findings */
export function tfvarsReport<S extends Settings>(check: TfvarsCheck<S>): readonly string[] {
  const line =
    (level: string) =>
    ({ variable, text }: TfvarsProblem): string =>
      `${level}: ${check.file}: ${variable}: ${text}`;
  switch (check.kind) {
    case "unreadable":
      return [`error: ${check.file}: cannot be read: ${check.reason}`];
    case "refused":
      return [...check.warnings.map(line("warning")), ...check.problems.map(line("error"))];
    case "accepted":
      return check.warnings.map(line("warning"));
  }
}
