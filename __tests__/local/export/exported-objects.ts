import type { Readable } from "node:stream";
import type { SnapshotExportRequest } from "../../../local/rds/snapshot-exporter";
import type { LandedFiles } from "../../../local/verify/landed-files";

/** Objects by key. */
export type Objects = ReadonlyMap<string, Buffer>;

export const importDate = "20260109";

/** A request whose objects are kept in memory, with what else it was told. */
export function exportRequest(
  snapshotKey: string,
  overrides: Partial<SnapshotExportRequest> = {},
): {
  readonly request: SnapshotExportRequest;
  readonly objects: Map<string, Buffer>;
  readonly percents: number[];
} {
  const objects = new Map<string, Buffer>();
  const percents: number[] = [];
  const request: SnapshotExportRequest = {
    snapshotKey,
    exportTaskIdentifier: "council-2026-01-09",
    sourceArn: "arn:aws:rds:eu-west-2:111122223333:snapshot:rds:council-2026-01-09-00-10",
    snapshotTime: new Date("2026-01-09T00:10:00Z"),
    taskStartTime: new Date("2026-01-09T00:20:00Z"),
    bucket: "exports",
    prefix: "",
    iamRoleArn: "arn:aws:iam::111122223333:role/export",
    kmsKeyId: "arn:aws:kms:eu-west-2:111122223333:key/1",
    exportOnly: [],
    signal: new AbortController().signal,
    put: async (key, body, contentLength) => {
      const bytes = body instanceof Uint8Array ? Buffer.from(body) : await readAll(body);
      if (bytes.length !== contentLength)
        throw new Error(`${key}: ${contentLength} said, ${bytes.length} came`);
      if (objects.has(key)) throw new Error(`${key} was written twice`);
      objects.set(key, bytes);
    },
    onProgress: (percent) => percents.push(percent),
    ...overrides,
  };
  return { request, objects, percents };
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** An export's Parquet files under the keys at which they land. */
export function land(objects: Objects, serviceArea = "housing"): Map<string, Buffer> {
  const landed = new Map<string, Buffer>();
  const date = "import_year=2026/import_month=01/import_day=09/import_date=20260109";
  for (const [key, body] of objects) {
    const [, database, table, , file] = key.split("/");
    if (file?.endsWith(".parquet") === true)
      landed.set(`${serviceArea}/${String(database)}/${String(table)}/${date}/${file}`, body);
  }
  return landed;
}

/** Reads the landing zone's objects from memory. */
export function landedFiles(objects: Objects): LandedFiles {
  return {
    list: (prefix) =>
      Promise.resolve(
        [...objects]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, body]) => ({ key, size: body.length })),
      ),
    read: (key, start, end) => {
      const bytes = new ArrayBuffer(end - start);
      new Uint8Array(bytes).set(objects.get(key)!.subarray(start, end));
      return Promise.resolve(bytes);
    },
  };
}
