import { S3_MAX_KEY_BYTES } from "../shared/limits";
import type { LandingDate } from "../shared/landing-date";
import type { StoredObject } from "../shared/s3-listing";
import { exportedObject, landingKey } from "./landing-key";

export type { StoredObject };

/** One file to copy. */
export interface Copy {
  readonly sourceKey: string;
  readonly landingKey: string;
  /** Bytes. */
  readonly size: number;
  /** When the exported file was written. */
  readonly lastModified: Date;
}

/** An object that stands in the way of a complete landing. */
export interface Problem {
  readonly code: "UNKNOWN_LAYOUT" | "LANDING_KEYS_COLLIDE" | "LANDING_KEY_TOO_LONG";
  readonly reason: string;
}

export type Step =
  | { readonly kind: "copy"; readonly copy: Copy }
  /** No data: `_SUCCESS`, RDS's own reports. */
  | { readonly kind: "pass" }
  | { readonly kind: "problem"; readonly problem: Problem };

/** What the plan is made from. */
export interface PlanSettings {
  /** Prefix of the export's objects, with a slash at its end. */
  readonly prefix: string;
  /** First path segment in the zone. */
  readonly serviceArea: string;
  readonly date: LandingDate;
}

/** Plans the landing of one object after the other; objects must come in the order of S3's listing. */
export interface Planner {
  next(object: StoredObject): Step;
}

/** Names of one table's files that are kept, so that memory stays flat. */
export const NAMES_KEPT = 100_000;

/**
 * Batch folders are dropped in the zone, so two files of one table could meet there. Names are kept for one table at a
 * time (S3 lists by key, so a table's files come together), and no more than {@link NAMES_KEPT} of them: files that meet
 * beyond that, or across two invocations, are found by the verification.
 */
export function planner({ prefix, serviceArea, date }: PlanSettings): Planner {
  let folder = "";
  let seen = new Map<string, string>();
  return {
    next({ key, size, lastModified }) {
      const object = key.startsWith(prefix)
        ? exportedObject(key.slice(prefix.length), size)
        : ({ kind: "stray" } as const);
      if (object.kind === "stray")
        return problem(
          "UNKNOWN_LAYOUT",
          `${key} is no ${prefix}<database>/<schema.table>/[<batch>/]<file>.parquet, nor any other object that RDS writes`,
        );
      if (object.kind !== "file") return { kind: "pass" };
      const { place } = object;

      const target = landingKey(serviceArea, place, date);
      const targetFolder = target.slice(0, -place.fileName.length);
      if (targetFolder !== folder) {
        folder = targetFolder;
        seen = new Map();
      }
      const other = seen.get(place.fileName);
      if (other !== undefined)
        return problem("LANDING_KEYS_COLLIDE", `${other} and ${key} would both land at ${target}`);
      if (seen.size < NAMES_KEPT) seen.set(place.fileName, key);

      const bytes = Buffer.byteLength(target);
      if (bytes > S3_MAX_KEY_BYTES)
        return problem(
          "LANDING_KEY_TOO_LONG",
          `${key} would land at a key of ${bytes} bytes, S3 takes ${S3_MAX_KEY_BYTES}`,
        );
      return { kind: "copy", copy: { sourceKey: key, landingKey: target, size, lastModified } };
    },
  };
}

function problem(code: Problem["code"], reason: string): Step {
  return { kind: "problem", problem: { code, reason } };
}
