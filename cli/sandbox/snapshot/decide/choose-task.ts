import type { FollowedTask } from "./facts";

/** An export that failed was not the last one when the snapshot's export was asked for again. */
const OVER = new Set(["FAILED", "CANCELED"]);

/**
 * The export to follow among those of one snapshot: the latest that has not failed; when all have, the latest.
 *
 * @param bucket the pipeline's: exports that somebody made into others are theirs
 */
export function chooseTask(tasks: readonly FollowedTask[], bucket: string): FollowedTask | undefined {
  const ours = tasks.filter((task) => task.bucket === bucket).sort((a, b) => begun(a) - begun(b));
  return ours.findLast(({ status }) => !OVER.has(status)) ?? ours.at(-1);
}

/** A task that RDS has not begun with is the latest. */
const begun = ({ startTime }: FollowedTask): number => startTime?.getTime() ?? Infinity;
