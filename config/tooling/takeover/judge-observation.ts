import type { Facts } from "./facts";
import type { Observation } from "./observation";

/** Facts that a change of modules leaves as they are, in either direction. */
const KEPT = ["messages", "mappings", "keys", "subscriptions", "attachedPolicies"] as const;

/**
 * Holds what an account held before a change of modules to what it holds afterwards.
 * @returns what is wrong, a line each
 */
export function judgeChangeOfModules(before: Observation, after: Observation): readonly string[] {
  return [
    ...KEPT.flatMap((kind) => [
      ...lost(kind, before[kind], after[kind]),
      ...added(kind, before[kind], after[kind]),
    ]),
    ...Object.entries(after.attachedPolicies)
      .filter(([, policies]) => policies === "")
      .map(([role]) => `attachedPolicies: ${role} has none`),
    ...missing("objects", before.objects, after.objects),
    ...missing("functions", before.functions, after.functions),
    ...Object.entries(after.functions)
      .filter(([name, code]) => before.functions[name] === code)
      .map(([name]) => `functions: ${name} runs the same code as before`),
  ];
}

/** @returns what is wrong with log groups that nobody may touch, a line each */
export function judgeLogGroups(
  names: readonly string[],
  before: Observation,
  after: Observation,
): readonly string[] {
  const own = (all: Facts): Facts =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  return [
    ...names
      .filter((name) => before.logGroups[name] === undefined)
      .map((name) => `logGroups: ${name} was never there`),
    ...lost("logGroups", own(before.logGroups), own(after.logGroups)),
  ];
}

/** Gone, or another one now. */
function lost(kind: string, before: Facts, after: Facts): readonly string[] {
  return Object.entries(before)
    .filter(([name, fact]) => after[name] !== fact)
    .map(([name, fact]) => `${kind}: ${name} was ${fact}, is ${after[name] ?? "gone"}`);
}

function added(kind: string, before: Facts, after: Facts): readonly string[] {
  return missing(kind, after, before).map((line) => line.replace(/is gone$/, "is new"));
}

function missing(kind: string, before: Facts, after: Facts): readonly string[] {
  return Object.keys(before)
    .filter((name) => after[name] === undefined)
    .map((name) => `${kind}: ${name} is gone`);
}
