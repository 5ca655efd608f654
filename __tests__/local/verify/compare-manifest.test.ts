import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Manifest } from "../../../functions/shared/manifest";
import { BucketStore } from "../../../local/aws/s3/bucket-store";
import { worldClock } from "../../../local/clock";
import { compareManifest, type ManifestComparison } from "../../../local/verify/compare-manifest";

const task = { identifier: "t1", bucket: "exports", prefix: "" };
const zone = { bucket: "zone-bucket", serviceArea: "housing" };
const partition = "import_year=2026/import_month=11/import_day=21/import_date=20261121";
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const manifest: Manifest = {
  kind: "db-snapshot-to-s3/manifest",
  version: 1,
  exportTask: "t1",
  snapshot: { arn: "arn", time: null, instance: null },
  importDate: "20261121",
  backdated: false,
  export: { bucket: "exports", prefix: "t1/" },
  landingZone: { bucket: "zone-bucket", serviceArea: "housing" },
  verifiedAt: "2026-11-21T12:00:00.000Z",
  files: 1,
  bytes: 3,
  tables: [
    { database: "db", table: "public.a", files: 1, bytes: 3, fingerprint: digest("one.parquet\n3") },
    { database: "db", table: "public.none", files: 0, bytes: 0, fingerprint: "0".repeat(64) },
  ],
  skippedTables: [],
  warnings: [],
};

let folder: string;
let buckets: BucketStore;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "compare-manifest-"));
  buckets = new BucketStore(path.join(folder, "s3"), "111122223333", "eu-west-2", worldClock(1));
  for (const name of ["exports", "zone-bucket"]) buckets.create(name);
  place("exports", "t1/db/public.a/1/one.parquet", "abc");
  place("exports", "t1/db/public.a/1/_SUCCESS", "");
  place("exports", "t1/db/public.none/1/_SUCCESS", "");
  place("exports", "t1/export_info_t1.json", "{}");
  place("zone-bucket", `housing/db/public.a/${partition}/one.parquet`, "abc");
  place("zone-bucket", `housing/db/public.a/${partition}/of-another-export.parquet`, "x");
});
afterEach(() => {
  buckets.close();
  rmSync(folder, { recursive: true, force: true });
});

function place(bucket: string, key: string, text: string): void {
  const file = path.join(folder, "file");
  writeFileSync(file, text);
  buckets.placeFile(bucket, key, file, createHash("md5").update(text).digest("hex"));
}

function compare(written: unknown): ManifestComparison | undefined {
  if (written !== undefined)
    place("exports", "_landings/import_date=20261121/t1/manifest.json", JSON.stringify(written));
  return compareManifest({ buckets, task, zone, importDate: "20261121" });
}

it("finds that a manifest agrees with what was exported and has landed", () => {
  expect(compare(manifest)).toEqual({
    path: "exports/_landings/import_date=20261121/t1/manifest.json",
    ...{ files: 1, bytes: 3, tables: 2, agrees: true, problems: [] },
  });
});

it("finds that there is none", () => {
  expect(compare(undefined)).toBeUndefined();
});

const [first, second] = manifest.tables;
test.each<[string, unknown, RegExp]>([
  ["what is no manifest", { kind: "other" }, /not what its schema says/],
  ["another export's", { ...manifest, exportTask: "t2" }, /its export task is t2, not t1/],
  ["a table too few", { ...manifest, tables: [first] }, /db\/public\.none is in the export, and not in it/],
  [
    "a table too many",
    { ...manifest, tables: [first, second, { ...second, table: "public.x" }] },
    /db\/public\.x is in it, and not in the export/,
  ],
  ["another count", { ...manifest, tables: [{ ...first, files: 2 }, second] }, /public\.a: 2 files, 3 bytes/],
  ["another sum", { ...manifest, bytes: 4 }, /1 files, 4 bytes in all/],
  [
    "another fingerprint",
    { ...manifest, tables: [{ ...first, fingerprint: digest("two.parquet\n3") }, second] },
    /its fingerprint is of other files/,
  ],
])("finds %s", (_what, written, words) => {
  expect(compare(written)).toMatchObject({ agrees: false, problems: [expect.stringMatching(words)] });
});

it("finds a file that is missing in the zone, and one that is another", () => {
  const key = `housing/db/public.a/${partition}/one.parquet`;
  place("zone-bucket", key, "abd");
  expect(compare(manifest)?.problems).toEqual([expect.stringContaining("is not what was exported")]);
  buckets.find("zone-bucket").delete(key);
  expect(compare(manifest)?.problems).toEqual([expect.stringContaining("is not in the landing zone")]);
});
