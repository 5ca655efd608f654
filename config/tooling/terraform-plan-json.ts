import * as z from "zod";

const values = z.record(z.string(), z.json()).nullable();

/** Terraform writes `false` where nothing is unknown. */
const recordOrNothing = z.record(z.string(), z.json()).catch({});

const resourceChange = z.looseObject({
  address: z.string(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  change: z.looseObject({
    actions: z.array(z.enum(["no-op", "create", "read", "update", "delete", "forget"])),
    before: values,
    after: values,
    /** true in place of what only the apply will know. */
    after_unknown: z.json().optional(),
    replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  }),
});

const planJson = z.looseObject({
  resource_changes: z.array(resourceChange).default([]),
  output_changes: z.record(z.string(), z.looseObject({ actions: z.array(z.string()) })).default({}),
});

/** What happens to one resource. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "replace" | "forget";

/** One resource in a plan. */
export interface ResourceChange {
  /** With the modules that it is in. */
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Arguments whose value changes or is not known yet, in order; nothing for what is created or deleted. */
  readonly changed: readonly string[];
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** What Terraform would do. */
export interface Plan {
  /** For `terraform apply`. */
  readonly file: string;
  /** As people see it. */
  readonly text: string;
  /** Managed resources that something happens to. */
  readonly changes: readonly ResourceChange[];
  /** Outputs that change. */
  readonly changedOutputs: readonly string[];
}

/**
 * Reads what `terraform show -json` prints of a plan.
 * @throws z.ZodError when it is no plan
 */
export function parsePlan(json: string): Pick<Plan, "changes" | "changedOutputs"> {
  const { resource_changes, output_changes } = planJson.parse(JSON.parse(json));
  const changes = resource_changes
    .filter(({ mode }) => mode === "managed")
    .map(resourceChangeOf)
    .filter(({ action }) => action !== "no-op");
  const changedOutputs = Object.entries(output_changes)
    .filter(([, { actions }]) => actions.some((action) => action !== "no-op"))
    .map(([name]) => name);
  return { changes, changedOutputs };
}

function resourceChangeOf({ address, type, change }: z.infer<typeof resourceChange>): ResourceChange {
  const before = change.before ?? {};
  const after = change.after ?? {};
  const unknown = recordOrNothing.parse(change.after_unknown);
  const changed = Object.keys({ ...before, ...after, ...unknown })
    .filter((name) => isUnknown(unknown[name]) || differs(before[name], after[name]))
    .toSorted();
  const action = actionOf(change.actions);
  return {
    address,
    type,
    action,
    changed: action === "update" || action === "replace" ? changed : [],
    before,
    after,
  };
}

/** Unknown as a whole or in a part: an empty list or object says that nothing in it is. */
function isUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(isUnknown);
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) !== JSON.stringify(other ?? null);
}

function actionOf(actions: z.infer<typeof resourceChange>["change"]["actions"]): Action {
  const [first, second] = actions;
  if (first === undefined) return "no-op";
  return second === undefined ? first : "replace";
}
