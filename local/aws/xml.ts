import XMLBuilder from "fast-xml-builder";
import { XMLParser } from "fast-xml-parser";

/** Names to text, nested elements or repeated elements; undefined leaves an element out. */
export interface XmlElements {
  readonly [name: string]: XmlValue;
}
export type XmlValue = string | number | boolean | Date | XmlElements | readonly XmlValue[] | undefined;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  processEntities: false,
  suppressEmptyNode: true,
});

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // Character references, too: the SDKs write line ends in keys as such.
  htmlEntities: true,
  removeNSPrefix: true,
});

/** Renders a document; text is escaped, control characters included (S3 keys may hold them). */
export function renderXml(root: string, namespace: string | undefined, elements: XmlElements): string {
  const attributes = namespace === undefined ? {} : { "@xmlns": namespace };
  const body = builder.build({ [root]: { ...attributes, ...prepared(elements) } });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

/** @returns the document's elements, texts untouched; what they must be is the caller's to check */
export function parseXml(text: string): unknown {
  return parser.parse(text);
}

function prepared(elements: XmlElements): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(elements))
    if (value !== undefined) result[name] = preparedValue(value);
  return result;
}

function preparedValue(value: Exclude<XmlValue, undefined>): unknown {
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (isList(value)) return value.filter((item) => item !== undefined).map(preparedValue);
  return prepared(value);
}

function isList(value: XmlElements | readonly XmlValue[]): value is readonly XmlValue[] {
  return Array.isArray(value);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, (character) => {
    return entities[character] ?? `&#x${character.charCodeAt(0).toString(16)};`;
  });
}
