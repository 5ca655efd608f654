import * as z from "zod";
import { readJson } from "./json";

const KIND = "db-snapshot-to-s3/manifest";

const count = z.int().nonnegative();

/** Files of one table, counted, measured and fingerprinted, so that two lists of any length can be compared. */
export const tallySchema = z.object({
  files: count.describe("Parquet files."),
  bytes: count.describe("Bytes of all of them."),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe(
      "Sum, modulo 2^256, of the SHA-256 of each file's `<name>\\n<bytes>`, as 64 hexadecimal digits: the same for the same files, in whatever order.",
    ),
});

export type Tally = z.infer<typeof tallySchema>;

export const manifestTableSchema = tallySchema.extend({
  database: z.string(),
  table: z.string().describe("`schema.table`, or `database.table` for MySQL."),
});

export type ManifestTable = z.infer<typeof manifestTableSchema>;

/** What landed of one export, and was found in the landing zone: the only definition, published as a JSON Schema. */
export const manifestSchema = z.object({
  kind: z.literal(KIND),
  version: z.literal(1),
  exportTask: z.string().describe("Export task identifier."),
  snapshot: z.object({
    arn: z.string(),
    time: z.iso.datetime().nullable().describe("When it was taken, as the export task says."),
    instance: z.string().nullable().describe("Its instance's identifier, if known."),
  }),
  importDate: z
    .string()
    .regex(/^\d{8}$/)
    .describe("YYYYMMDD, UTC: the partition."),
  backdated: z.boolean().describe("Whether the day is the one in the snapshot's name."),
  export: z.object({
    bucket: z.string(),
    prefix: z.string().describe("Of the export's objects, with a slash at the end."),
  }),
  landingZone: z.object({
    bucket: z.string(),
    serviceArea: z.string().describe("First segment of every key."),
  }),
  verifiedAt: z.iso.datetime(),
  files: count,
  bytes: count,
  tables: z
    .array(manifestTableSchema)
    .describe("Every table of the export; one without files is empty in the database."),
  skippedTables: z.array(z.string()).describe("Tables that RDS left out, in its own words."),
  warnings: z.array(z.string()).describe("What else RDS says, such as of a whole database."),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The kind and version that every manifest of this release has. */
export const MANIFEST_VERSION = { kind: KIND, version: 1 } as const;

/** @returns undefined when the text is no manifest of this version */
export function readManifest(text: string): Manifest | undefined {
  const json = readJson(text);
  const manifest = json.ok ? manifestSchema.safeParse(json.value) : undefined;
  return manifest?.success === true ? manifest.data : undefined;
}
