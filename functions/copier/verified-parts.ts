import * as z from "zod";
import { readJson } from "../shared/json";
import type { LandingRecords } from "../shared/landing-records";
import { manifestTableSchema, type ManifestTable } from "../shared/manifest";

const partSchema = z.object({ tables: z.array(manifestTableSchema) });

/** A message is received a few times, and each time may write one part: more names than that are never taken. */
const MOST_NAMES = 100;

/**
 * Keeps tables that are verified for the next invocation, when there are more than one can do.
 *
 * @param folder of the export's records @returns the record's key @throws AwsCallError
 */
export async function savePart(
  records: LandingRecords,
  folder: string,
  messageId: string,
  tables: readonly ManifestTable[],
): Promise<string> {
  const body = JSON.stringify({ tables });
  for (let number = 1; number <= MOST_NAMES; number++) {
    const key = `${partsFolder(folder)}${messageId}-${number}.json`;
    // One that exists was written by an earlier delivery of this message, which stopped elsewhere.
    if ((await records.create(key, body)) === "created") return key;
  }
  throw new Error(`${partsFolder(folder)} holds ${MOST_NAMES} records of the message ${messageId}`);
}

/** @returns undefined when one of them cannot be read: then all is verified again @throws AwsCallError */
export async function readParts(
  records: LandingRecords,
  keys: readonly string[],
): Promise<readonly ManifestTable[] | undefined> {
  const tables: ManifestTable[] = [];
  for (const key of keys) {
    const json = readJson((await records.read(key))?.body ?? "");
    const part = json.ok ? partSchema.safeParse(json.value) : undefined;
    if (part?.success !== true) return undefined;
    tables.push(...part.data.tables);
  }
  return tables;
}

/** Where the parts of one export's verification lie. */
export function partsFolder(folder: string): string {
  return `${folder}verified/`;
}
