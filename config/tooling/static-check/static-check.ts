import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { copyExample } from "../terraform-examples/example-copies";
import { EXAMPLES } from "../terraform-examples/examples";
import { checkWithCheckov, type CheckResult } from "./checkov";
import { planExamples, type CopiedExample } from "./example-plans";
import { scannedConfigurations } from "./scanned-configurations";
import { synthesiseAll } from "./synthesised";
import { checkWithTflint } from "./tflint";

/**
 * `npm run static:check`: checkov and tflint over the root stack, each module and each HCL example. What is not
 * installed is skipped, and said so; with CI=true that is a failure.
 */
async function main(): Promise<ExitCode> {
  const root = repositoryRoot();
  // Not a hidden folder, which checkov would pass over.
  const outdir = mkdtempSync(path.join(tmpdir(), "static-check-"));
  try {
    // Beside each other, as in the repository: the examples take the modules from there.
    const synthesised = synthesiseAll(outdir);
    const examples = EXAMPLES.map((example) => ({ example, folder: copyExample(example, outdir) }));
    const hclRoots = examples.map(({ example, folder }) => ({ subject: `example ${example.name}`, folder }));
    const codes = [
      report("tflint", await checkWithTflint(root, [...synthesised, ...hclRoots])),
      ...(await checkov(root, outdir, examples)),
    ];
    return codes.find((code) => code !== EXIT.ok) ?? EXIT.ok;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

async function checkov(
  root: string,
  outdir: string,
  examples: readonly CopiedExample[],
): Promise<readonly ExitCode[]> {
  const plans = await planExamples(examples, path.join(outdir, "plans"), process.env);
  const isPlanned = plans.kind === "planned";
  const configurations = await scannedConfigurations(root, path.join(outdir, "literal"));
  const result = await checkWithCheckov(configurations, isPlanned ? plans : undefined);
  const planned = isPlanned ? EXIT.ok : report("the plans of the examples", plans);
  return [planned, report("checkov", result)];
}

function report(what: string, result: CheckResult): ExitCode {
  switch (result.kind) {
    case "checked": {
      const { summary, problems } = result;
      for (const line of summary) console.log(`${what}: ${line}`);
      console.log(
        `${what}: ${problems.length === 0 ? "each with its reason" : `${problems.length} problems`}`,
      );
      for (const problem of problems) console.log(`  ${problem}`);
      return problems.length === 0 ? EXIT.ok : EXIT.refused;
    }
    case "failed":
      console.log(result.what);
      return EXIT.refused;
    case "missing": {
      const isRequired = process.env["CI"] === "true";
      console.log(`${isRequired ? "FAILED" : "SKIPPED"}: ${what}, since ${result.program} is not installed`);
      return isRequired ? EXIT.toolMissing : EXIT.ok;
    }
  }
}

runCheck(main);
