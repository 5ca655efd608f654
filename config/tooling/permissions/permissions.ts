import { writeFileSync } from "node:fs";
import path from "node:path";
import { unusedGrantProblems } from "../../../local/permissions/check-unused-grants";
import { statementUses, type DecidedCall } from "../../../local/permissions/statement-uses";
import { UNUSED_GRANTS } from "../../../local/permissions/unused-grants";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { localStack } from "./local-stack";
import { PAGE, pageOf, pageProblems } from "./page-problems";
import { recordPaths } from "./record-paths";

/** `npm run docs:permissions` measures and writes the page; with `--check` it fails where something does not hold. */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  const calls = await recordPaths(root);
  const outdated = pageProblems(root, calls);
  const isCheck = process.argv.includes("--check");
  if (!isCheck && outdated.length > 0) {
    writeFileSync(path.join(root, PAGE), pageOf(calls));
    console.log(`${PAGE}: written`);
  }
  const problems = [...denials(calls), ...grantProblems(calls), ...(isCheck ? outdated : [])];
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? EXIT.refused : EXIT.ok;
}

function grantProblems(calls: readonly DecidedCall[]): readonly string[] {
  const { permissions } = localStack();
  const uses = statementUses(permissions.policies, calls, permissions.stackPolicyNames);
  return unusedGrantProblems(uses, UNUSED_GRANTS);
}

/** No path is denied anything: what is broken on purpose is broken by faults. */
function denials(calls: readonly DecidedCall[]): string[] {
  const texts = calls.flatMap(({ operation, access }) =>
    access.flatMap(({ decision }) =>
      decision.kind === "denied"
        ? [`${operation} is denied: ${decision.because}; ${JSON.stringify(decision.remedy)}`]
        : [],
    ),
  );
  return [...new Set(texts)];
}

runCheck(main);
