import type { XmlElements, XmlValue } from "../xml";
import { queryCode } from "./sqs-errors";

/** What one item of a list is called, where lists are flattened. */
const items: Readonly<Record<string, string>> = {
  Failed: "BatchResultErrorEntry",
  Messages: "Message",
  QueueUrls: "QueueUrl",
  Results: "ListMessageMoveTasksResultEntry",
  queueUrls: "QueueUrl",
};

/** What one entry of a map is called, and its key. */
const maps: Readonly<Record<string, readonly [entry: string, key: string]>> = {
  Attributes: ["Attribute", "Name"],
  MessageAttributes: ["MessageAttribute", "Name"],
  Tags: ["Tag", "Key"],
};

/** Operations that answer nothing but that they are done. */
const withoutResult = new Set([
  ...["ChangeMessageVisibility", "DeleteMessage", "DeleteQueue", "PurgeQueue"],
  ...["SetQueueAttributes", "TagQueue", "UntagQueue"],
]);

/**
 * The result of SQS's Query protocol (API version 2012-11-05) for an output in JSON.
 *
 * @returns undefined for operations that have no result
 */
export function queryResult(action: string, output: unknown): XmlElements | undefined {
  return withoutResult.has(action) ? undefined : elements(action, output);
}

function elements(action: string, structure: unknown): XmlElements {
  const result: Record<string, XmlValue> = {};
  for (const [name, value] of entriesOf(structure)) {
    if (Array.isArray(value)) {
      const item = name === "Successful" ? `${action}ResultEntry` : (items[name] ?? name);
      result[item] = value.map((one: unknown) => xmlValue(action, one));
    } else if (maps[name] !== undefined) {
      const [entry, key] = maps[name];
      result[entry] = entriesOf(value).map(([one, its]) => ({ [key]: one, Value: xmlValue(action, its) }));
    } else if (name === "Code" && typeof value === "string") result[name] = queryCode(value);
    else result[name] = xmlValue(action, value);
  }
  return result;
}

function xmlValue(action: string, value: unknown): XmlValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === undefined ? undefined : elements(action, value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
