import type { ResourceChange } from "../terraform-plan-json";

/** A change that a takeover makes, and why nobody need be afraid of it. */
export interface ExplainedChange {
  /** Module calls that show it, as their addresses begin. */
  readonly in: readonly string[];
  /** Within the module. */
  readonly address: string;
  readonly action: "create" | "update" | "forget";
  /** Arguments that an update changes. */
  readonly arguments: readonly string[];
  /** As a sentence. */
  readonly why: string;
}

/**
 * Holds a plan to the list of what is explained, both ways.
 * @returns what is wrong, a line each: changes without an entry, entries without a change, and whatever would be
 * deleted or replaced, which no entry can excuse
 */
export function judgePlan(
  changes: readonly ResourceChange[],
  explained: readonly ExplainedChange[],
): readonly string[] {
  const expected = explained.flatMap((entry) =>
    entry.in.map((call) => line(`${call}.${entry.address}`, entry.action, entry.arguments)),
  );
  const found = changes.map(({ address, action, changed }) => line(address, action, changed));
  return [
    ...expected
      .filter((text, index) => expected.indexOf(text) !== index)
      .map((text) => `explained twice: ${text}`),
    ...found.filter((text) => !expected.includes(text)).map((text) => `not explained: ${text}`),
    ...expected
      .filter((text) => !found.includes(text))
      .map((text) => `explained, and not in the plan: ${text}`),
  ];
}

/** @returns the addresses that a plan deletes, or replaces by others */
export function destroyed(changes: readonly ResourceChange[]): readonly string[] {
  return changes
    .filter(({ action }) => action === "delete" || action === "replace")
    .map(({ address, action }) => `${action} ${address}`);
}

function line(address: string, action: string, changed: readonly string[]): string {
  return [action, address, ...(changed.length === 0 ? [] : [`(${changed.join(", ")})`])].join(" ");
}
