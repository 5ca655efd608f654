import path from "node:path";
import type { ExportTask } from "../aws/rds/model";
import type { LocalBuckets } from "../aws/s3/local-buckets";
import { tablePartition } from "../verify/landing-keys";
import type { ExportEffect } from "./effects";
import { matchesGlob } from "./glob";

/** What somebody does in the buckets, behind the pipeline's back. */
export type Meddling = Extract<ExportEffect, { kind: "lose-files" | "stray-file" }>;

/** The buckets that it is done in. */
export interface MeddledBuckets {
  readonly buckets: Pick<LocalBuckets, "objects" | "removeObject" | "placeBytes">;
  readonly zone: { readonly bucket: string; readonly serviceArea: string };
}

/** Name of the file that nobody has exported. */
export const STRAY_FILE = "somebody-elses.parquet";

/** @returns how many files were deleted, or put somewhere */
export function meddle(effect: Meddling, task: ExportTask, around: MeddledBuckets): number {
  const { buckets, zone } = around;
  const prefix = `${[task.prefix, task.identifier].filter((part) => part !== "").join("/")}/`;
  const written = buckets.objects(task.bucket, prefix).map(({ key }) => key);
  const isMeant = (key: string): boolean => {
    const table = key.slice(prefix.length).split("/")[1] ?? "";
    return effect.tables.some((glob) => matchesGlob(glob, table));
  };
  switch (effect.kind) {
    case "lose-files": {
      const lost = written.filter(isMeant);
      for (const key of lost) buckets.removeObject(task.bucket, key);
      return lost.length;
    }
    case "stray-file": {
      const [near] = written.filter((key) => key.endsWith(".parquet")).filter(isMeant);
      if (near === undefined) return 0;
      const [database = "", table = ""] = near.slice(prefix.length).split("/");
      const importDate = task.snapshotTime.toISOString().slice(0, 10).replaceAll("-", "");
      const partition = tablePartition({ serviceArea: zone.serviceArea, database, importDate }, table);
      buckets.placeBytes(zone.bucket, path.posix.join(partition, STRAY_FILE), Buffer.from("PAR1"));
      return 1;
    }
  }
}
