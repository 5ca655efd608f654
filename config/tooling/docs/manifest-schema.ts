import * as z from "zod";
import { manifestSchema, type Manifest } from "../../../functions/shared/manifest";

/** A manifest as the copier writes it, of two tables of which one is empty. */
export const EXAMPLE_MANIFEST: Manifest = {
  kind: "db-snapshot-to-s3/manifest",
  version: 1,
  exportTask: "db1-2024-02-29-00-10",
  snapshot: {
    arn: "arn:aws:rds:eu-west-2:123456789012:snapshot:rds:db1-2024-02-29-00-10",
    time: "2024-02-29T00:10:12.000Z",
    instance: "db1",
  },
  importDate: "20240229",
  backdated: false,
  export: { bucket: "rds-export-storage", prefix: "db1-2024-02-29-00-10/" },
  landingZone: { bucket: "landing-zone", serviceArea: "housing" },
  verifiedAt: "2024-02-29T00:52:01.000Z",
  files: 1,
  bytes: 73251,
  tables: [
    {
      database: "academy",
      table: "public.empty",
      files: 0,
      bytes: 0,
      fingerprint: "0000000000000000000000000000000000000000000000000000000000000000",
    },
    {
      database: "academy",
      table: "public.person",
      files: 1,
      bytes: 73251,
      fingerprint: "bddfcb72d0b525acc6dcbeb228db0117e231398c943d9a8c7d7ee1fb23ee2c73",
    },
  ],
  skippedTables: [],
  warnings: [],
};

/**
 * The JSON Schema of the manifests, made from the schema that the functions read and write by. Further fields are allowed, so
 * that a later release of this version may have more.
 */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { target: "draft-2020-12", io: "input" });
  const published = {
    ...schema,
    title: "Manifest of a landing",
    description:
      "What landed of one RDS snapshot export, verified: `_landings/import_date=YYYYMMDD/<export task>/manifest.json` in the export bucket.",
    examples: [EXAMPLE_MANIFEST],
  };
  return `${JSON.stringify(published, undefined, 2)}\n`;
}
