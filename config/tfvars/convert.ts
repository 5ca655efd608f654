import { BUCKET_STATEMENTS, KEY_STATEMENTS } from "../settings/policy-statement";
import type { AnySetting, SettingType, ValueOf } from "../settings/setting";
import { convertStatements } from "./convert-statements";
import { Expression } from "./tfvars-file";

/** What a raw value of a tfvars file is, seen as a setting's type. */
export type Converted =
  | { readonly kind: "value"; readonly value: ValueOf<SettingType> }
  | { readonly kind: "null" }
  | { readonly kind: "wrong"; readonly expected: string };

type Scalar = { readonly kind: "text"; readonly text: string } | { readonly kind: "wrong" };

/**
 * Converts as Terraform does: a number or bool given for a text becomes text, a text that reads as a decimal
 * number becomes a number, and the elements of lists and maps likewise. Everything else is of the wrong type.
 */
export function convert({ type, nullElements }: AnySetting, raw: unknown): Converted {
  if (raw === null) return { kind: "null" };
  const calculated = expressionIn(raw);
  if (calculated !== undefined)
    return {
      kind: "wrong",
      expected: "a value written out, not an expression: it is checked before Terraform runs",
    };
  switch (type) {
    case "string":
      return textValue(raw);
    case "number":
      return numberValue(raw);
    case "bool":
      return boolValue(raw);
    case "list(string)":
      return listValue(nullElements === true ? withoutNull(raw) : raw);
    case KEY_STATEMENTS:
      return statementsValue("key", raw);
    case BUCKET_STATEMENTS:
      return statementsValue("bucket", raw);
    case "map(string)":
      return mapValue(raw);
  }
}

function expressionIn(raw: unknown): Expression | undefined {
  if (raw instanceof Expression) return raw;
  if (typeof raw !== "object" || raw === null) return undefined;
  return Object.values(raw)
    .map(expressionIn)
    .find((found) => found !== undefined);
}

function scalar(raw: unknown): Scalar {
  if (typeof raw === "string") return { kind: "text", text: raw };
  // Digits that a JavaScript number does not hold would come out as others: such a text needs its quotes.
  if (typeof raw === "number" && Number.isInteger(raw) && !Number.isSafeInteger(raw))
    return { kind: "wrong" };
  if (typeof raw === "boolean" || typeof raw === "number") return { kind: "text", text: decimal(raw) };
  return { kind: "wrong" };
}

/** Terraform writes numbers without an exponent. */
function decimal(value: boolean | number): string {
  if (typeof value === "boolean" || !Number.isInteger(value)) return String(value);
  return BigInt(value).toString();
}

function textValue(raw: unknown): Converted {
  const text = scalar(raw);
  return text.kind === "text" ? { kind: "value", value: text.text } : { kind: "wrong", expected: "a string" };
}

function numberValue(raw: unknown): Converted {
  const number = typeof raw === "string" && DECIMAL.test(raw) ? Number(raw) : raw;
  return typeof number === "number" && Number.isFinite(number)
    ? { kind: "value", value: number }
    : { kind: "wrong", expected: "a number" };
}

/** What Terraform reads as a number in a text: decimal, no white space, no other base. */
const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

function boolValue(raw: unknown): Converted {
  // Terraform's two spellings of each as a text; a number is none.
  if (raw === true || raw === "true" || raw === "1") return { kind: "value", value: true };
  if (raw === false || raw === "false" || raw === "0") return { kind: "value", value: false };
  return { kind: "wrong", expected: "true or false" };
}

function statementsValue(kind: "bucket" | "key", raw: unknown): Converted {
  const statements = convertStatements(kind, raw, (part) => {
    const text = scalar(part);
    return text.kind === "text" ? text.text : undefined;
  });
  if (statements !== undefined) return { kind: "value", value: [...statements] };
  const resources = kind === "bucket" ? ", resources" : "";
  return {
    kind: "wrong",
    expected: `a list of statements with sid, effect, actions${resources} and principals, none of them null`,
  };
}

function withoutNull(raw: unknown): unknown {
  return Array.isArray(raw) ? raw.filter((element) => element !== null) : raw;
}

function listValue(raw: unknown): Converted {
  const expected = "a list of strings, none of them null";
  if (!Array.isArray(raw)) return { kind: "wrong", expected };
  const texts = raw.map(scalar).flatMap((element) => (element.kind === "text" ? [element.text] : []));
  return texts.length === raw.length ? { kind: "value", value: texts } : { kind: "wrong", expected };
}

function mapValue(raw: unknown): Converted {
  const expected = "a map of strings, none of them null";
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { kind: "wrong", expected };
  const entries = Object.entries(raw);
  const texts = entries.flatMap(([key, element]) => {
    const text = scalar(element);
    return text.kind === "text" ? [[key, text.text] as const] : [];
  });
  return texts.length === entries.length
    ? { kind: "value", value: Object.fromEntries(texts) }
    : { kind: "wrong", expected };
}
