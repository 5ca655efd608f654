import type { Json } from "./terraform-json";

/** `${type.name.attribute}` or `${data.type.name.attribute}`. */
export interface Reference {
  /** `type.name` or `data.type.name`. */
  readonly address: string;
  readonly attribute: string;
}

/** Where a value stands, for messages. */
export interface Place {
  readonly address: string;
  /** Path inside the block, such as `environment.variables.QUEUE`. */
  readonly attribute: string;
}

/** An expression of the synthesised JSON that the local run cannot evaluate. */
export class UnresolvedExpressionError extends Error {
  override readonly name = "UnresolvedExpressionError";
  constructor(place: Place, expression: string, why: string) {
    super(
      `${place.address}, attribute ${place.attribute}: cannot resolve ${expression} (${why}). The local run ` +
        "resolves references of the form ${type.name.attribute} to resources of the same stack, and nothing else.",
    );
  }
}

const REFERENCE = /^((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)\.([a-z][a-z0-9_]*)$/;
/** An escape, an expression, or a directive; expressions of ours hold no braces. */
const TEMPLATE_PART = /\$\$\{|%%\{|\$\{([^{}]*)\}|[$%]\{/g;

/**
 * Replaces every reference in a value, strings inside lists and objects included. A string that is one reference
 * takes the type of what it refers to; references inside a longer string are written into it.
 *
 * @throws UnresolvedExpressionError for anything that is not a reference, naming block, attribute and expression
 */
export function resolveExpressions(
  value: Json,
  place: Place,
  valueOf: (reference: Reference, place: Place) => Json,
): Json {
  if (typeof value === "string") return resolveTemplate(value, place, valueOf);
  if (Array.isArray(value))
    return value.map((item, index) => resolveExpressions(item, inside(place, String(index)), valueOf));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        resolveKey(key, place),
        resolveExpressions(item, inside(place, key), valueOf),
      ]),
    );
  return value;
}

function resolveTemplate(
  template: string,
  place: Place,
  valueOf: (reference: Reference, place: Place) => Json,
): Json {
  const whole = /^\$\{([^{}]*)\}$/.exec(template);
  if (whole?.[1] !== undefined) return valueOf(parseReference(whole[1], place), place);
  return template.replace(TEMPLATE_PART, (part: string, expression: string | undefined) => {
    if (part === "$${") return "${";
    if (part === "%%{") return "%{";
    if (expression === undefined)
      throw new UnresolvedExpressionError(place, template, "it is a directive or holds braces");
    const found = valueOf(parseReference(expression, place), place);
    if (typeof found === "string" || typeof found === "number" || typeof found === "boolean")
      return String(found);
    throw new UnresolvedExpressionError(place, part, "it does not refer to a text, number or truth value");
  });
}

function parseReference(expression: string, place: Place): Reference {
  const match = REFERENCE.exec(expression.trim());
  const [, address, attribute] = match ?? [];
  if (address === undefined || attribute === undefined)
    throw new UnresolvedExpressionError(place, `\${${expression}}`, "it is not a plain reference");
  return { address, attribute };
}

function resolveKey(key: string, place: Place): string {
  if (key.includes("${")) throw new UnresolvedExpressionError(place, key, "it is a key");
  return key;
}

function inside(place: Place, key: string): Place {
  return { address: place.address, attribute: place.attribute === "" ? key : `${place.attribute}.${key}` };
}
