import { readdirSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { stackOfFile } from "../../tfvars/stack-of-file";
import type { SynthesisedStack } from "../synthesised-stacks";
import { conflictingValues, type ConflictingValues } from "./conflicting-values";
import { mistakesWith, wrongValuesOf } from "./mistakes";
import { variableBlocks, type Answer, type PlannedStack } from "./planned-stack";
import { unrefused } from "./refused-values";
import { subjectOf } from "./subjects";

/** What was looked at, and what was found. */
export interface CheckedPlan {
  readonly what: string;
  /** In a word, what happened where everything is as it has to be. */
  readonly result: string;
  readonly problems: readonly string[];
}

/** Every known mistake with each variable, one at a time. */
export async function checkMistakes(stack: SynthesisedStack): Promise<CheckedPlan> {
  const { settings, right } = subjectOf(stack.name);
  const mistakes = mistakesWith(settings);
  const problems = await unrefused(variableBlocks(stack), right, mistakes);
  const result = `all ${mistakes.length} refused, each by its rule`;
  return { what: `${Object.keys(settings).length} variables, one wrong value at a time`, result, problems };
}

/** Everything that is asked of plans of the whole. */
export async function* checkPlans(
  stack: SynthesisedStack,
  planned: PlannedStack,
): AsyncGenerator<CheckedPlan> {
  yield* acceptedPlans(stack.name, planned);
  const { settings, alsoRight = {} } = subjectOf(stack.name);
  for (const [what, values] of Object.entries(alsoRight)) yield accepted(what, await planned.plan(values));
  if (Object.hasOwn(settings, "rds_instance_ids")) yield await withoutInstances(planned);
  yield await everythingWrong(Object.keys(settings), planned);
  for (const conflict of conflictingValues)
    if (conflict.of.includes(stack.name)) yield await refusedConflict(conflict, planned);
}

async function* acceptedPlans(
  stackName: string,
  { plan, planFile }: PlannedStack,
): AsyncGenerator<CheckedPlan> {
  if (planFile === undefined) {
    yield accepted("right values", await plan({}));
    return;
  }
  const config = path.join(repositoryRoot(), "config");
  for (const name of readdirSync(config).filter((file) => file.endsWith(".tfvars"))) {
    const file = path.join(config, name);
    // Somebody may have values for a sandbox there.
    if ((await stackOfFile(file)) === stackName) yield accepted(`config/${name}`, await planFile(file));
  }
}

function accepted(what: string, { isAccepted, text }: Answer): CheckedPlan {
  const result = /Plan: [^.]*\./.exec(text)?.[0] ?? "no changes";
  return { what, result, problems: isAccepted ? [] : [text] };
}

async function withoutInstances({ plan }: PlannedStack): Promise<CheckedPlan> {
  const { isAccepted, text } = await plan({ rds_instance_ids: [] });
  const isWithout = isAccepted && !text.includes("aws_db_event_subscription.");
  return { what: "no instances", result: "no event subscription", problems: isWithout ? [] : [text] };
}

/** One wrong value of each variable, all at once. */
async function everythingWrong(variables: readonly string[], { plan }: PlannedStack): Promise<CheckedPlan> {
  const wrong = variables.flatMap((variable) => {
    const [first] = wrongValuesOf(variable);
    return first === undefined ? [] : [{ variable, ...first }];
  });
  const answer = await plan(Object.fromEntries(wrong.map(({ variable, value }) => [variable, value])));
  const unsaid = wrong.filter(
    ({ variable, rule }) =>
      !new RegExp(`\\b${variable}[^:;]*: expected [^;]*\\(rule: ${rule}\\);`).test(answer.text),
  );
  const problems = unsaid.map(({ variable }) => `${variable}: not refused`);
  return {
    what: `${wrong.length} wrong values at once`,
    result: "all refused, each by its rule",
    problems: answer.isAccepted || problems.length > 0 ? [...problems, answer.text] : [],
  };
}

async function refusedConflict(
  { what, values, messages }: ConflictingValues,
  { plan }: PlannedStack,
): Promise<CheckedPlan> {
  const { isAccepted, text } = await plan(values);
  const unsaid = messages.filter((message) => !text.includes(message));
  const others = (text.match(/Error: /g) ?? []).length - messages.length;
  const isRefused = !isAccepted && unsaid.length === 0 && others === 0;
  const problem = `not said: ${unsaid.join("; ")}; errors besides those expected: ${others}; Terraform: ${text}`;
  return { what, result: "refused", problems: isRefused ? [] : [problem] };
}
