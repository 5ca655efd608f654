import * as z from "zod";
import { moduleConfiguration, referencesOf, type References } from "./terraform-plan-references";

const values = z.record(z.string(), z.json()).nullable();

/** Terraform writes `false` where nothing is unknown. */
const recordOrNothing = z.record(z.string(), z.json()).catch({});

const resourceChange = z.looseObject({
  address: z.string(),
  module_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
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
  configuration: z.looseObject({ root_module: moduleConfiguration.prefault({}) }).prefault({}),
});

type ChangeJson = z.infer<typeof resourceChange>;

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
  /**
   * Of arguments that are not known yet, because Terraform reads a data source only after what that one refers to has
   * seen its own changes: the addresses of that.
   */
  readonly waitsFor: Readonly<Record<string, readonly string[]>>;
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
  const { resource_changes, output_changes, configuration } = planJson.parse(JSON.parse(json));
  const pending = resource_changes.filter(({ change }) => actionOf(change.actions) !== "no-op");
  const references = referencesOf(configuration.root_module);
  const changes = pending
    .filter(({ mode }) => mode === "managed")
    .map((change) => resourceChangeOf(change, pending, references));
  const changedOutputs = Object.entries(output_changes)
    .filter(([, { actions }]) => actions.some((action) => action !== "no-op"))
    .map(([name]) => name);
  return { changes, changedOutputs };
}

function resourceChangeOf(
  json: ChangeJson,
  pending: readonly ChangeJson[],
  references: References,
): ResourceChange {
  const { address, type, change } = json;
  const before = change.before ?? {};
  const after = change.after ?? {};
  const unknown = recordOrNothing.parse(change.after_unknown);
  const changed = Object.keys({ ...before, ...after, ...unknown })
    .filter((name) => isUnknown(unknown[name]) || differs(before[name], after[name]))
    .toSorted();
  const action = actionOf(change.actions);
  const isChanged = action === "update" || action === "replace";
  const waits = changed
    .filter((name) => isChanged && isUnknown(unknown[name]))
    .map((name) => [name, awaited(json, name, pending, references)] as const)
    .filter(([, addresses]) => addresses.length > 0);
  return {
    address,
    type,
    action,
    changed: isChanged ? changed : [],
    waitsFor: Object.fromEntries(waits),
    before,
    after,
  };
}

/** What the data sources, which an argument refers to and which are read during the apply, refer to and wait for. */
function awaited(
  change: ChangeJson,
  argument: string,
  pending: readonly ChangeJson[],
  references: References,
): readonly string[] {
  const refersTo = (names: readonly string[], mode: ChangeJson["mode"]): readonly ChangeJson[] =>
    pending.filter(
      (other) =>
        other.mode === mode &&
        other.module_address === change.module_address &&
        names.includes(localName(other)),
    );
  const ofArgument = references.get(configurationAddress(change))?.[argument] ?? [];
  const ofDataSources = refersTo(ofArgument, "data").flatMap((data) =>
    Object.values(references.get(configurationAddress(data)) ?? {}).flat(),
  );
  return refersTo(ofDataSources, "managed").map(({ address }) => address);
}

/** As a configuration calls a resource, from within its module. */
function localName({ mode, type, name }: ChangeJson): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

/** Modules in it are without the index that `count` and `for_each` give them: `module.a["x"]` is configured once. */
function configurationAddress(change: ChangeJson): string {
  const module = change.module_address?.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
  return module === undefined ? localName(change) : `${module}.${localName(change)}`;
}

/** Unknown as a whole or in a part: an empty list or object says that nothing in it is. */
function isUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(isUnknown);
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) !== JSON.stringify(other ?? null);
}

function actionOf(actions: ChangeJson["change"]["actions"]): Action {
  const [first, second] = actions;
  if (first === undefined) return "no-op";
  return second === undefined ? first : "replace";
}
