import * as z from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
type Scalar = z.infer<typeof scalar>;

/** One value that a field may have, or how it begins. Other comparisons are refused, not ignored. */
const condition = z.union([scalar, z.strictObject({ prefix: z.string() })]);
type Condition = z.infer<typeof condition>;

/** What an event must be like: of each named field one of the conditions (eb-event-patterns). */
export interface EventPattern {
  readonly [field: string]: readonly Condition[] | EventPattern;
}

const pattern: z.ZodType<EventPattern> = z.lazy(() =>
  z.record(z.string(), z.union([z.array(condition).min(1), pattern])),
);

/**
 * Reads an event pattern as far as the local EventBridge matches patterns.
 *
 * @throws Error that names what it does not know
 */
export function parseEventPattern(text: string): EventPattern {
  const read = pattern.safeParse(JSON.parse(text));
  if (read.success && Object.keys(read.data).length > 0) return read.data;
  throw new Error(
    `the local EventBridge matches values and prefixes, and not this pattern: ${text}` +
      (read.success ? "" : ` (${z.prettifyError(read.error)})`),
  );
}

/** Whether an event matches: each field of the pattern is there, with a value (one of a list's is enough) that fits. */
export function matchesPattern(wanted: EventPattern, event: unknown): boolean {
  return Object.entries(wanted).every(([field, conditions]) => {
    const value = fieldOf(event, field);
    if (!isConditions(conditions)) return matchesPattern(conditions, value);
    const values = [value].flat();
    return conditions.some((one) => values.some((its) => holds(one, its)));
  });
}

function isConditions(given: EventPattern[string]): given is readonly Condition[] {
  return Array.isArray(given);
}

function holds(wanted: Condition, value: unknown): boolean {
  if (isPrefix(wanted)) return typeof value === "string" && value.startsWith(wanted.prefix);
  return wanted === value;
}

function isPrefix(wanted: Condition): wanted is Exclude<Condition, Scalar> {
  return typeof wanted === "object" && wanted !== null;
}

/** undefined where there is no such field: no condition holds for that, null neither. */
function fieldOf(event: unknown, field: string): unknown {
  if (typeof event !== "object" || event === null || !Object.hasOwn(event, field)) return undefined;
  return (event as Readonly<Record<string, unknown>>)[field];
}
