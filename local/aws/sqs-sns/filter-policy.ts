import * as z from "zod";

/** A published attribute, or a value of a JSON body, as filters compare them. */
type Value = string | number | boolean | null;

/** What a filter looks at: every value by its path, names joined by dots. */
export type FilteredValues = ReadonlyMap<string, readonly Value[]>;

const policy = z.record(z.string(), z.unknown());
const attribute = z.looseObject({ DataType: z.string(), StringValue: z.string().optional() });

/** Values of message attributes: numbers and arrays by their data type (sns-message-attributes). */
export function valuesOfAttributes(attributes: Readonly<Record<string, unknown>>): FilteredValues {
  return new Map(
    Object.entries(attributes).map(([name, given]) => {
      const { DataType, StringValue = "" } = attribute.parse(given);
      if (DataType === "String.Array") return [name, scalars(parsed(StringValue))];
      return [name, [DataType.startsWith("Number") ? Number(StringValue) : StringValue]];
    }),
  );
}

/** @returns undefined for a body that is no JSON object: no filter passes it */
export function valuesOfBody(body: string): FilteredValues | undefined {
  const document = policy.safeParse(parsed(body));
  if (!document.success) return undefined;
  const values = new Map<string, readonly Value[]>();
  const collect = (path: string, value: unknown): void => {
    if (isObject(value)) for (const [name, inner] of Object.entries(value)) collect(`${path}.${name}`, inner);
    else values.set(path, [...(values.get(path) ?? []), ...scalars(value)]);
    if (Array.isArray(value)) for (const item of value) if (isObject(item)) collect(path, item);
  };
  for (const [name, value] of Object.entries(document.data)) collect(name, value);
  return values;
}

/**
 * Whether a subscription's filter passes a message (sns-subscription-filter-policies): every name must match, by one of
 * its conditions.
 */
export function passesFilter(filter: unknown, values: FilteredValues, path = ""): boolean {
  return Object.entries(policy.parse(filter)).every(([name, conditions]) => {
    if (name === "$or" && Array.isArray(conditions))
      return conditions.some((alternative) => passesFilter(alternative, values, path));
    const at = path === "" ? name : `${path}.${name}`;
    if (isObject(conditions)) return passesFilter(conditions, values, at);
    return [conditions].flat().some((condition) => matches(condition, values.get(at)));
  });
}

function matches(condition: unknown, values: readonly Value[] | undefined): boolean {
  if (!isObject(condition)) return values?.includes(condition as Value) ?? false;
  if ("exists" in condition) return condition["exists"] === (values !== undefined);
  return values?.some((value) => holds(condition, value)) ?? false;
}

function holds(condition: Readonly<Record<string, unknown>>, value: Value): boolean {
  const [[operator, operand] = ["", undefined]] = Object.entries(condition);
  switch (operator) {
    case "prefix":
      return typeof value === "string" && typeof operand === "string" && value.startsWith(operand);
    case "suffix":
      return typeof value === "string" && typeof operand === "string" && value.endsWith(operand);
    case "equals-ignore-case":
      return (
        typeof value === "string" &&
        typeof operand === "string" &&
        value.toLowerCase() === operand.toLowerCase()
      );
    case "numeric":
      return typeof value === "number" && Array.isArray(operand) && inRange(value, operand);
    case "anything-but":
      return isObject(operand) ? !holds(operand, value) : ![operand].flat().includes(value);
    default:
      throw new Error(`The local SNS knows no filter ${JSON.stringify(condition)}.`);
  }
}

/** `["=", 1]`, or one or two comparisons: `[">", 0, "<=", 100]`. */
function inRange(value: number, [operator, operand, ...rest]: readonly unknown[]): boolean {
  const bound = Number(operand);
  const compared: Readonly<Record<string, boolean>> = {
    "=": value === bound,
    ">": value > bound,
    ">=": value >= bound,
    "<": value < bound,
    "<=": value <= bound,
  };
  return compared[String(operator)] === true && (rest.length === 0 || inRange(value, rest));
}

function scalars(value: unknown): readonly Value[] {
  return [value].flat().filter((item): item is Value => item === null || typeof item !== "object");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns undefined for what is no JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
