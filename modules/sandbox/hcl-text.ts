import { Fn, Token } from "cdktf";

type Value = string | readonly Value[] | { readonly [name: string]: Value };

/**
 * An argument in the Terraform language, laid out as `terraform fmt` does. For texts without quotes, backslashes and
 * line breaks, which neither the names and ARNs of AWS nor a service area can have; tokens among them, and lists that are
 * one, are filled in by Terraform.
 * @param value texts, lists and objects of them
 */
export function hclArgument(name: string, value: Value): string {
  return `${name} = ${expression(value, "")}\n`;
}

function expression(value: Value, indent: string): string {
  if (typeof value === "string") return `"${value}"`;
  const inner = `${indent}  `;
  if (!isList(value)) return lines("{", attributes(Object.entries(value), inner), "}", indent);
  if (Token.isUnresolved(value)) return `["${Fn.join(Fn.rawString('", "'), value.filter(isText))}"]`;
  const elements = value.map((element) => expression(element, inner));
  if (value.every(isText)) return `[${elements.join(", ")}]`;
  return lines(
    "[",
    elements.map((element) => `${element},`),
    "]",
    indent,
  );
}

function isList(value: Exclude<Value, string>): value is readonly Value[] {
  return Array.isArray(value);
}

function isText(value: Value): value is string {
  return typeof value === "string";
}

function lines(begin: string, content: readonly string[], end: string, indent: string): string {
  return [begin, ...content.map((line) => `${indent}  ${line}`), `${indent}${end}`].join("\n");
}

/** The equals signs of neighbours stand below each other, but for values of several lines, which end a group. */
function attributes(entries: readonly (readonly [string, Value])[], indent: string): readonly string[] {
  const written = entries.map(([name, value]) => ({ name, text: expression(value, indent) }));
  return written.map(({ name, text }, index) => {
    const group = text.includes("\n") ? [] : groupAround(written, index);
    const width = Math.max(name.length, ...group.map((other) => other.name.length));
    return `${name.padEnd(width)} = ${text}`;
  });
}

interface Written {
  readonly name: string;
  readonly text: string;
}

function groupAround(all: readonly Written[], index: number): readonly Written[] {
  const isLong = ({ text }: Written): boolean => text.includes("\n");
  const begin = all.findLastIndex((one, place) => place < index && isLong(one)) + 1;
  const end = all.findIndex((one, place) => place > index && isLong(one));
  return all.slice(begin, end === -1 ? undefined : end);
}
