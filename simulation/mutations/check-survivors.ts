import { readFileSync } from "node:fs";
import { EXIT } from "../../cli/shared/command/exit-code";
import { compareSurvivors, mutationReportSchema } from "./compare-survivors";
import { SURVIVORS } from "./survivors";

/** Where StrykerJS writes its report (config/tooling/mutation). */
const REPORT = "reports/mutation/mutation.json";

const report = mutationReportSchema.parse(JSON.parse(readFileSync(REPORT, "utf8")));
const { mutants, seen, unexplained, outdated } = compareSurvivors(report, SURVIVORS);
const lines = [
  `${mutants} mutants, ${seen} seen by the simulation (${((100 * seen) / Math.max(1, mutants)).toFixed(1)} %), ${mutants - seen - unexplained.length} explained, ${unexplained.length} neither`,
  ...unexplained.map((line) => `  neither seen nor explained: ${line}`),
  ...outdated.map((line) => `  explained, but no survivor: ${line}`),
];
process.stdout.write(`${lines.join("\n")}\n`);
// What is seen though it is explained was tried on another plan than before: it is told, and does no harm.
process.exitCode = unexplained.length === 0 ? EXIT.ok : EXIT.failed;
