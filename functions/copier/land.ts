import { setMaxListeners } from "node:events";
import type { Invocation } from "../shared/batch";
import { CopyRun, type Begun, type LandedFiles, type ProblemsFound } from "./copy-run";
import { forEachConcurrently } from "./for-each-concurrently";
import { isTimeShort, withInvocationTime, type InvocationTime } from "./invocation-time";
import { neighbourOwner } from "./neighbour-owner";
import { planner } from "./plan";
import type { Storage } from "./ports";
import type { OtherExports } from "./verify/other-exports";
import type { VerifySettings } from "./verify/verify";
import { worstFailure } from "./worst-failure";
import { zoneIndex } from "./zone-index";

export type { LandedFiles } from "./copy-run";

/** Copies in flight at once: more gained nothing measurable per processor share of a function. */
export const COPY_CONCURRENCY = 64;

/** What a copy works with. */
export interface LandPorts {
  readonly storage: Storage;
  readonly others: OtherExports;
}

/** How far a copy has come that goes on in another invocation. */
export interface Reached {
  /** Every file up to this key of the export has been copied, none is left out. Undefined: not even the first. */
  readonly after: string | undefined;
  /** Whether this invocation has come further than the one before. */
  readonly advanced: boolean;
}

export type Landing =
  /** Every file behind the place where the copy began has been copied; `zoneWasEmpty` tells whether nothing lay there before. */
  | { readonly kind: "landed"; readonly files: LandedFiles; readonly zoneWasEmpty: boolean }
  /** The export holds files that cannot land; nothing was begun after the first of them. */
  | ({ readonly kind: "problems"; readonly files: LandedFiles } & ProblemsFound)
  /** Not everything was copied before time ran short. */
  | ({ readonly kind: "time-short"; readonly files: LandedFiles } & Reached)
  /** A copy or the listing failed. */
  | ({
      readonly kind: "failed";
      readonly error: unknown;
      readonly failures: number;
      readonly files: LandedFiles;
    } & Reached);

/**
 * Copies every Parquet file of an export that is not in the zone yet: listed page by page, a bounded number in flight,
 * every result looked at. What it holds in memory depends on the number in flight, not on the number of files.
 *
 * @param after where an earlier invocation stopped: files up to this key of the export are copied. @default none are
 */
export async function land(
  settings: VerifySettings,
  { storage, others }: LandPorts,
  invocation: Invocation,
  after?: string,
): Promise<Landing> {
  return await withInvocationTime(invocation, async (time) => {
    // Every copy in flight listens.
    setMaxListeners(4 * COPY_CONCURRENCY, time.signal);
    const isNeighbours = neighbourOwner({ settings, storage, others, time });
    const run = new CopyRun(planner(settings), zoneIndex(storage, time.signal), isNeighbours, after);
    const { bucket, prefix } = settings;
    const copies = copiesOf(storage.list(bucket, prefix, time.signal, after), run, time);
    const { failures } = await forEachConcurrently(copies, COPY_CONCURRENCY, async ({ copy, done }) => {
      await storage.copy(bucket, copy, time.signal);
      done();
    });
    return landingOf(run, failures, after);
  });
}

async function* copiesOf(
  pages: ReturnType<Storage["list"]>,
  run: CopyRun,
  time: InvocationTime,
): AsyncGenerator<Begun, void> {
  for await (const page of pages)
    for (const object of page) {
      time.check();
      const begun = await run.next(object);
      if (begun !== undefined) yield begun;
    }
}

function landingOf(run: CopyRun, failures: readonly unknown[], after: string | undefined): Landing {
  const { files } = run;
  const reached = { after: run.reached, advanced: run.reached !== after };
  if (!failures.every(isTimeShort))
    return { kind: "failed", error: worstFailure(failures), failures: failures.length, files, ...reached };
  if (run.problems !== undefined) return { kind: "problems", files, ...run.problems };
  if (failures.length > 0) return { kind: "time-short", files, ...reached };
  return { kind: "landed", files, zoneWasEmpty: run.zoneWasEmpty };
}
