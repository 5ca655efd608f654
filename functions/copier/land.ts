import { setMaxListeners } from "node:events";
import { AwsCallError } from "../shared/aws-failure";
import type { Invocation } from "../shared/batch";
import { forEachConcurrently } from "./for-each-concurrently";
import { planner, type Copy, type PlanSettings, type Problem } from "./plan";
import type { Storage } from "./ports";
import { zoneIndex } from "./zone-index";

/** Copies in flight at once: more gained nothing measurable per processor share of a function. */
export const COPY_CONCURRENCY = 64;

/** Nothing new is begun when less than this remains of the invocation, in milliseconds. */
export const STOP_MILLISECONDS = 90_000;
/** What is still in flight is let go when less than this remains: enough to send the message back. */
const ABANDON_MILLISECONDS = 20_000;
/** Problems that are named one by one. */
const PROBLEMS_NAMED = 20;

/** What happened to the files. */
export interface LandedFiles {
  /** Objects under the prefix, of any kind. */
  readonly objects: number;
  /** Parquet files copied. */
  readonly files: number;
  /** Their bytes. */
  readonly bytes: number;
  /** Parquet files that an earlier message, or an earlier try, had copied. */
  readonly alreadyThere: number;
  /** Whether the zone's owner lets us list it: without that, nothing is known to be there. */
  readonly zoneListable: boolean;
}

export type Landing =
  | { readonly kind: "landed"; readonly files: LandedFiles }
  /** The export holds files that cannot land; nothing was begun after the first of them. */
  | {
      readonly kind: "problems";
      readonly first: Problem;
      readonly named: readonly string[];
      readonly total: number;
      readonly files: LandedFiles;
    }
  /** Not everything was copied before time ran short. */
  | { readonly kind: "time-short"; readonly files: LandedFiles }
  /** A copy or the listing failed. */
  | {
      readonly kind: "failed";
      readonly error: unknown;
      readonly failures: number;
      readonly files: LandedFiles;
    };

/**
 * Copies every Parquet file of an export that is not in the zone yet: listed page by page, a bounded number in flight,
 * every result looked at. Complete, or not at all `landed`.
 */
export async function land(
  bucket: string,
  settings: PlanSettings,
  storage: Storage,
  invocation: Invocation,
): Promise<Landing> {
  const progress = { objects: 0, files: 0, bytes: 0, alreadyThere: 0, zoneListable: true };
  const time = { short: false };
  const problems = new ProblemList();
  const abandon = new AbortController();
  // Every copy in flight listens.
  setMaxListeners(2 * COPY_CONCURRENCY, abandon.signal);
  const remaining = (): number => invocation.getRemainingTimeInMillis();
  const timer = setTimeout(
    () => {
      abandon.abort();
    },
    Math.max(0, remaining() - ABANDON_MILLISECONDS),
  );

  async function* copies(): AsyncGenerator<Copy, void> {
    const plan = planner(settings);
    const zone = zoneIndex(storage, abandon.signal);
    for await (const page of storage.list(bucket, settings.prefix, abandon.signal))
      for (const object of page) {
        if (remaining() < STOP_MILLISECONDS) {
          time.short = true;
          return;
        }
        progress.objects++;
        const step = plan.next(object);
        if (step.kind === "problem") problems.add(step.problem);
        // After a problem the rest is only looked through, to name all of them.
        else if (step.kind === "copy" && problems.first === undefined) {
          const isThere = await zone.holds(step.copy);
          progress.zoneListable = zone.isListable;
          if (isThere) progress.alreadyThere++;
          else yield step.copy;
        }
      }
  }

  try {
    const { failures } = await forEachConcurrently(copies(), COPY_CONCURRENCY, async (copy) => {
      await storage.copy(bucket, copy, abandon.signal);
      progress.files++;
      progress.bytes += copy.size;
    });
    if (failures.length > 0)
      return abandon.signal.aborted && failures.every(isAbort)
        ? { kind: "time-short", files: progress }
        : { kind: "failed", error: worst(failures), failures: failures.length, files: progress };
    if (problems.first !== undefined)
      return {
        kind: "problems",
        first: problems.first,
        named: problems.named,
        total: problems.total,
        files: progress,
      };
    return { kind: time.short ? "time-short" : "landed", files: progress };
  } finally {
    clearTimeout(timer);
  }
}

/** Counts all problems, keeps the words of some. */
class ProblemList {
  first: Problem | undefined;
  readonly named: string[] = [];
  total = 0;

  add(problem: Problem): void {
    this.first ??= problem;
    this.total++;
    if (this.named.length < PROBLEMS_NAMED) this.named.push(problem.reason);
  }
}

function isAbort(failure: unknown): boolean {
  return failure instanceof Error && failure.name === "AbortError";
}

/** Of several failures the one that will not heal decides. */
function worst(failures: readonly unknown[]): unknown {
  const final = failures.find((failure) => failure instanceof AwsCallError && failure.kind !== "healable");
  return final ?? failures.find((failure) => !isAbort(failure));
}
