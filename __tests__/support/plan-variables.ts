import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AnySetting } from "../../config/settings/setting";
import { validationBlocks } from "../../config/settings/validation-blocks";
import { initArguments, terraform } from "../../config/tooling/terraform";

/**
 * Asks a real `terraform plan` about values: one root of nothing but variables, `case_0`, `case_1` …, and one plan
 * for them all.
 * @param settings how the variables are declared
 * @param file the tfvars file's name and text, which give them their values
 * @returns for each variable why Terraform refuses its value: the rules that its messages name, or a message's
 *   summary; empty where it is accepted
 * @throws Error when Terraform complains of anything but a variable's value
 */
export async function planVariables(
  settings: readonly AnySetting[],
  file: string,
  text: string,
): Promise<readonly (readonly string[])[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "plan-variables-"));
  try {
    const variables = settings.map((setting, index) => [`case_${index}`, variable(`case_${index}`, setting)]);
    await writeFile(
      path.join(folder, "main.tf.json"),
      JSON.stringify({ variable: Object.fromEntries(variables) }),
    );
    await writeFile(path.join(folder, file), text);
    const init = await terraform(folder, initArguments({}), process.env, 60);
    expect(init).toMatchObject({ kind: "exited", code: 0 });
    const plan = await terraform(
      folder,
      ["plan", "-json", "-input=false", `-var-file=${file}`],
      process.env,
      60,
    );
    if (plan.kind !== "exited") throw new Error(`terraform plan: ${plan.kind}`);
    return verdicts(plan.stdout, settings.length);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function variable(name: string, setting: AnySetting): unknown {
  return {
    type: setting.type,
    nullable: setting.default === null,
    ...(setting.default === undefined ? {} : { default: setting.default }),
    validation: validationBlocks(name, setting).map(({ condition, errorMessage }) => ({
      condition,
      error_message: errorMessage,
    })),
  };
}

interface Line {
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail: string };
}

function verdicts(output: string, count: number): readonly (readonly string[])[] {
  const found = Array.from({ length: count }, (): string[] => []);
  const lines = output.split("\n").filter((line) => line !== "");
  for (const { diagnostic } of lines.map((line) => JSON.parse(line) as Line)) {
    if (diagnostic === undefined) continue;
    const { severity, summary, detail } = diagnostic;
    const index = /\bcase_([0-9]+)\b/.exec(detail)?.[1];
    // Anything else is a condition that cannot be evaluated: a refusal for the wrong reason.
    if (severity !== "error" || index === undefined) throw new Error(`Terraform: ${summary} ${detail}`);
    found[Number(index)]?.push(/\(rule: ([a-z ]+)\)/.exec(detail)?.[1] ?? summary);
  }
  return found.map((reasons) => reasons.sort());
}
