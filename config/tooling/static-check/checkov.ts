import { checkovExceptions } from "./checkov-exceptions";
import { parseCheckovReport, type Finding, type Findings } from "./checkov-report";
import { checkovVerdict, type Scan } from "./checkov-verdict";
import type { ExamplePlans } from "./example-plans";
import type { ScannedConfiguration } from "./scanned-configurations";
import { runScanner, type ToolResult } from "./tool-result";

/** What a check came to: lines to print, and what makes it fail. Or the program that is not there. */
export type CheckResult =
  | { readonly kind: "checked"; readonly summary: readonly string[]; readonly problems: readonly string[] }
  | Exclude<ToolResult, { readonly kind: "output" }>;

/** Runs checkov over each configuration and over the examples' plans, and compares with the exceptions. */
export async function checkWithCheckov(
  configurations: readonly ScannedConfiguration[],
  plans: Extract<ExamplePlans, { kind: "planned" }> | undefined,
): Promise<CheckResult> {
  const scans: Scan[] = [];
  for (const { subject, folder, replacedFailed } of configurations) {
    const result = await checkov(folder, "terraform_json");
    if (result.kind !== "output") return result;
    const findings = parseCheckovReport(result.stdout);
    scans.push({ subject, findings, ...(replacedFailed !== undefined && { replacedFailed }) });
  }
  if (plans !== undefined) {
    const result = await checkov(plans.folder, "terraform_plan");
    if (result.kind !== "output") return result;
    scans.push(...scansByExample(plans.names, parseCheckovReport(result.stdout)));
  }
  return {
    kind: "checked",
    ...checkovVerdict(scans, checkovExceptions, { isComplete: plans !== undefined }),
  };
}

function checkov(folder: string, framework: "terraform_json" | "terraform_plan"): Promise<ToolResult> {
  const args = ["-d", folder, "--framework", framework, "--skip-download", "--compact", "-o", "json"];
  return runScanner("checkov", args, folder);
}

function scansByExample(names: readonly string[], findings: Findings): readonly Scan[] {
  return names.map((name) => {
    const isOf = (file: string): boolean => file.split("/").includes(name);
    const of = (all: readonly Finding[]): readonly Finding[] => all.filter(({ file }) => isOf(file));
    return {
      subject: `plan of example ${name}`,
      findings: {
        passed: of(findings.passed),
        failed: of(findings.failed),
        unparsed: findings.unparsed.filter(isOf),
      },
    };
  });
}
