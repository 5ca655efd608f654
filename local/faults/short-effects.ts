import type { Effect } from "./effects";

/** An effect as a word: its name and, after colons, what it takes; trailing ones may be absent. */
export interface EffectWord {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Reads an effect's word; whether the values are good is the schema's to say.
 *
 * @returns undefined when there is no such effect, or it does not take as many values
 */
export function readEffect({ name, values }: EffectWord): Record<string, unknown> | undefined {
  const [first, second] = values;
  const most = (count: number, effect: Record<string, unknown>): Record<string, unknown> | undefined =>
    values.length > count ? undefined : defined(effect);
  switch (name) {
    case "throttle":
    case "lost":
    case "doubled":
      return most(0, { kind: name });
    case "slow":
      return most(1, { kind: name, worldSeconds: numberOf(first) });
    case "error-in-200":
      return most(2, { kind: name, code: textOf(first), message: textOf(second) });
    case "kill-before":
    case "kill-after":
      return most(0, { kind: "kill", when: name.slice("kill-".length) });
    case "fail":
      return most(1, { kind: name, cause: textOf(first) });
    case "cancel":
      return most(1, { kind: name, atPercent: numberOf(first) });
    case "skip":
      return values.length === 0 ? undefined : { kind: name, tables: values };
    case "lose-files":
    case "stray-file":
      return { kind: name, ...(values.length === 0 ? {} : { tables: values }) };
    case "hang":
      return most(1, { kind: name, worldSeconds: numberOf(first) });
    case "occupy-slots":
      return most(2, { kind: name, slots: numberOf(first), worldSeconds: numberOf(second) });
    default:
      if (!/^[A-Z]/.test(name)) return undefined;
      return most(2, { kind: "error", code: name, status: numberOf(first), message: textOf(second) });
  }
}

/** The reverse of {@link readEffect}. */
export function writeEffect(effect: Effect): EffectWord {
  switch (effect.kind) {
    case "throttle":
    case "lost":
    case "doubled":
      return { name: effect.kind, values: [] };
    case "slow":
      return word(effect.kind, effect.worldSeconds);
    case "error-in-200":
      return word(effect.kind, effect.code, effect.message);
    case "kill":
      return word(`kill-${effect.when}`);
    case "fail":
      return word(effect.kind, effect.cause);
    case "cancel":
      return word(effect.kind, effect.atPercent);
    case "skip":
      return word(effect.kind, ...effect.tables);
    case "lose-files":
    case "stray-file":
      return word(effect.kind, ...effect.tables);
    case "hang":
      return word(effect.kind, effect.worldSeconds);
    case "occupy-slots":
      return word(effect.kind, effect.slots, effect.worldSeconds);
    case "error":
      return word(effect.code, effect.status, effect.message);
  }
}

/** Effects of the short form, for whoever names one that there is not; error codes are words beside these. */
export const EFFECT_NAMES: readonly string[] = [
  ...["throttle", "slow", "error-in-200", "lost", "doubled", "kill-before", "kill-after"],
  ...["fail", "cancel", "skip", "lose-files", "stray-file", "hang", "occupy-slots"],
];

function word(name: string, ...given: readonly (string | number | undefined)[]): EffectWord {
  const values = given.map((value) => (value === undefined ? "" : String(value)));
  return { name, values: values.slice(0, values.findLastIndex((value) => value !== "") + 1) };
}

/** What is no number stays text, for the schema to refuse it by its name. */
function numberOf(text: string | undefined): number | string | undefined {
  if (text === undefined || text === "") return undefined;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

function textOf(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function defined(effect: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(effect).filter(([, value]) => value !== undefined));
}
