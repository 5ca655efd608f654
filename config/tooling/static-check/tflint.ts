import path from "node:path";
import type { CheckResult } from "./checkov";
import type { TerraformFolder } from "./synthesised";
import { tflintExceptions } from "./tflint-exceptions";
import { parseTflintReport } from "./tflint-report";
import { tflintVerdict, type LintedFolder } from "./tflint-verdict";
import { runScanner } from "./tool-result";

/** Runs tflint over each folder, and compares with the exceptions. */
export async function checkWithTflint(
  root: string,
  folders: readonly TerraformFolder[],
): Promise<CheckResult> {
  const config = path.join(root, "config", "tooling", "static-check", "tflint.hcl");
  const linted: LintedFolder[] = [];
  for (const { subject, folder } of folders) {
    const args = [`--config=${config}`, `--chdir=${folder}`, "--format=json"];
    const result = await runScanner("tflint", args, root);
    if (result.kind !== "output") return result;
    linted.push({ subject, report: parseTflintReport(result.stdout) });
  }
  return { kind: "checked", ...tflintVerdict(linted, tflintExceptions) };
}
