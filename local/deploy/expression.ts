import { asText, ExpressionError, ExpressionReader } from "./expression-reader";
import type { TerraformFunction } from "./terraform-functions";
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
        "resolves references of the form ${type.name.attribute} to resources of the same stack, and calls of the functions in " +
        "local/deploy/terraform-functions.ts; nothing else.",
    );
  }
}

/** Behind the attribute there may be fields of it. */
const REFERENCE =
  /^((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)\.([a-z][a-z0-9_]*)((?:\.[A-Za-z_][\w-]*)*)$/;
/** An escape, or the beginning of an expression or a directive. */
const TEMPLATE_SIGN = /\$\$\{|%%\{|[$%]\{/g;

/** What the values of a stack are resolved by. */
export interface Resolver {
  /** @throws UnresolvedExpressionError when it cannot be resolved; `place` is who asks */
  readonly valueOf: (reference: Reference, place: Place) => Json;
  /** By name. @default none */
  readonly functions?: Readonly<Record<string, TerraformFunction>>;
}

/**
 * Evaluates every expression in a value, strings inside lists and objects included. A string that is one expression
 * takes the type of its value; expressions inside a longer string are written into it.
 *
 * @throws UnresolvedExpressionError for what the local run does not evaluate, naming block, attribute and expression
 */
export function resolveExpressions(value: Json, place: Place, by: Resolver): Json {
  if (typeof value === "string") return resolveTemplate(value, place, by);
  if (Array.isArray(value))
    return value.map((item, index) => resolveExpressions(item, inside(place, String(index)), by));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        resolveKey(key, place),
        resolveExpressions(item, inside(place, key), by),
      ]),
    );
  return value;
}

function resolveTemplate(template: string, place: Place, by: Resolver): Json {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: sign, index } of template.matchAll(TEMPLATE_SIGN)) {
    if (index < at) continue;
    parts.push(template.slice(at, index));
    at = index + sign.length;
    if (sign.length === 3) parts.push(sign.slice(1));
    else if (sign === "%{") throw new UnresolvedExpressionError(place, template, "it is a directive");
    else {
      const { value, end } = evaluate(template, at, place, by);
      if (index === 0 && end === template.length) return value;
      const expression = template.slice(index, end);
      parts.push(
        asText(
          value,
          () =>
            new UnresolvedExpressionError(
              place,
              expression,
              "it does not refer to a text, number or truth value",
            ),
        ),
      );
      at = end;
    }
  }
  return [...parts, template.slice(at)].join("");
}

/** Evaluates the expression behind a `${`. @returns its value, and where it ends */
function evaluate(
  template: string,
  from: number,
  place: Place,
  { valueOf, functions = {} }: Resolver,
): { readonly value: Json; readonly end: number } {
  const fail = (why: string): never => {
    throw new UnresolvedExpressionError(place, template.slice(from - 2), why);
  };
  const reader = new ExpressionReader(
    template,
    {
      reference: (path) => {
        const [, address, attribute, fields = ""] = REFERENCE.exec(path) ?? [];
        if (address === undefined || attribute === undefined) return fail("it is not a plain reference");
        const value = valueOf({ address, attribute }, place);
        return (
          fieldAt(value, fields.split(".").slice(1)) ?? fail(`there is no ${path.slice(address.length + 1)}`)
        );
      },
      call: (name, args) =>
        functions[name]?.(...args) ?? fail(`${name} is no function that the local run knows`),
    },
    from,
  );
  try {
    return { value: reader.interpolation(), end: reader.position };
  } catch (error) {
    if (error instanceof ExpressionError) return fail(error.message);
    throw error;
  }
}

function fieldAt(value: Json, path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  const field = Object.hasOwn(value, name) ? value[name] : undefined;
  return field === undefined ? undefined : fieldAt(field, rest);
}

function resolveKey(key: string, place: Place): string {
  if (key.includes("${")) throw new UnresolvedExpressionError(place, key, "it is a key");
  return key;
}

function inside(place: Place, key: string): Place {
  return { address: place.address, attribute: place.attribute === "" ? key : `${place.attribute}.${key}` };
}
