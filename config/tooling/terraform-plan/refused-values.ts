import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { writeCall } from "../module-root";
import { initArguments, terraform } from "../terraform";
import type { Mistake } from "./mistakes";

const TIMEOUT_SECONDS = 180;

const diagnosticLine = z.looseObject({
  diagnostic: z
    .looseObject({
      severity: z.string(),
      summary: z.string(),
      detail: z.string(),
      range: z.looseObject({ filename: z.string() }).optional(),
    })
    .optional(),
});

/** What Terraform says, and in which file. */
interface Complaint {
  readonly file: string;
  readonly text: string;
}

/**
 * Asks real Terraform about mistakes: one plan for each kind of them, with one call of the same variables per mistake.
 * The variables are a module's or a root's own; nothing else of it is there, so that no provider is needed.
 * @param variables the `variable` blocks
 * @param right a value for each required variable
 * @returns what was not refused, or not as expected; empty when all were
 * @throws Error when Terraform says something that is about none of the calls
 */
export async function unrefused(
  variables: unknown,
  right: Readonly<Record<string, unknown>>,
  mistakes: readonly Mistake[],
): Promise<readonly string[]> {
  const [ofType, ofRule] = [true, false].map((isOfType) =>
    mistakes.filter((mistake) => mistake.isOfType === isOfType),
  );
  const problems = [];
  for (const some of [ofType, ofRule])
    if (some !== undefined && some.length > 0) problems.push(...(await ask(variables, right, some)));
  return problems;
}

async function ask(
  variables: unknown,
  right: Readonly<Record<string, unknown>>,
  mistakes: readonly Mistake[],
): Promise<readonly string[]> {
  const root = mkdtempSync(path.join(tmpdir(), "refused-values-"));
  try {
    mkdirSync(path.join(root, "module"));
    writeFileSync(path.join(root, "module", "variables.tf.json"), JSON.stringify({ variable: variables }));
    mistakes.forEach(({ variable, value }, index) => {
      writeCall(root, `mistake_${index}`, { source: "./module", values: { ...right, [variable]: value } });
    });
    const complaints = await plan(root);
    return mistakes.flatMap((mistake, index) => judge(mistake, complaintsIn(complaints, index)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function complaintsIn(complaints: readonly Complaint[], index: number): readonly string[] {
  return complaints.filter(({ file }) => file === `mistake_${index}.tf.json`).map(({ text }) => text);
}

function judge({ variable, value, says }: Mistake, complaints: readonly string[]): readonly string[] {
  if (complaints.some((text) => says.test(text))) return [];
  const given = `${variable} = ${JSON.stringify(value).slice(0, 100)}`;
  if (complaints.length === 0) return [`${given}: not refused`];
  return [`${given}: expected a message like ${String(says)}, got ${complaints.join(" / ")}`];
}

async function plan(root: string): Promise<readonly Complaint[]> {
  for (const args of [initArguments({}), ["plan", "-json", "-input=false"]]) {
    const outcome = await terraform(root, args, process.env, TIMEOUT_SECONDS);
    if (outcome.kind === "missing") throw new Error(`${outcome.program} is not installed`);
    if (outcome.kind === "timed out") throw new Error(`terraform: no end after ${outcome.seconds} s`);
    if (args[0] === "plan") return complaintsOf(outcome.stdout);
    if (outcome.code !== 0) throw new Error(`terraform init: ${outcome.stdout}${outcome.stderr}`);
  }
  return [];
}

function complaintsOf(output: string): readonly Complaint[] {
  const lines = output.split("\n").filter((line) => line !== "");
  return lines.flatMap((line) => {
    const { diagnostic } = diagnosticLine.parse(JSON.parse(line));
    if (diagnostic?.severity !== "error") return [];
    const { summary, detail, range } = diagnostic;
    const text = `${summary}: ${detail}`.replaceAll(/\s+/g, " ");
    if (range === undefined) throw new Error(`terraform plan: ${text}`);
    return [{ file: path.basename(range.filename), text }];
  });
}
