import type { BackupEvent } from "./event";
import type { Snapshot } from "./snapshot";

export type Match =
  | { readonly kind: "found"; readonly snapshots: readonly Snapshot[] }
  | { readonly kind: "not-yet"; readonly reason: string };

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;

/**
 * How an event's time T bounds the creation times of the snapshots it may mean, in milliseconds.
 * A backup starts (0001), its snapshot is taken, it finishes (0002), in this order; backups of one instance do not
 * overlap. RDS's clocks and the order of its listings are trusted to some minutes only.
 */
const WINDOWS = {
  started: {
    before: 5 * MINUTES,
    after: 60 * MINUTES,
    /** A snapshot from then on is certainly not that of an earlier backup. */
    ownFrom: -30_000,
    /** After so long the snapshot is taken, and RDS lists it. */
    complete: 65 * MINUTES,
    /** How far back the newest snapshot is taken when the window holds none. */
    fallback: 0,
  },
  finished: {
    before: 60 * MINUTES,
    after: 5 * MINUTES,
    ownFrom: -15 * MINUTES,
    complete: 5 * MINUTES,
    /** Backups of large databases take hours. */
    fallback: 24 * HOURS,
  },
} as const;

/**
 * Which snapshots a backup event speaks of. RDS names only the instance, so the event stands for **all** snapshots
 * taken in a window around its time (its own time, however late it is handled): one that another event speaks of
 * does no harm, since everything after this is idempotent per snapshot; one too few is a snapshot lost.
 *
 * - Started at T: created in [T - 5 min, T + 60 min].
 * - Finished at T: created in [T - 60 min, T + 5 min]; if none of these was created by T, also the newest created in the
 *   24 hours before T: the snapshot of a backup that took long.
 * - Snapshots without a creation time are being made right now: always meant.
 * A snapshot from before these bounds is never meant, whatever RDS lists. Nor is a copy of a snapshot: no backup made it,
 * and its rows would land twice; who wants one exported sends a request for it.
 *
 * Two backups close together: just after an event the window may hold the earlier backup's snapshot only, while the
 * event's own is not listed yet. So an event is not answered before a snapshot shows that is probably its own (being
 * made, or created late enough), or before RDS's listing is surely complete.
 */
export function matchSnapshots(event: BackupEvent, listed: readonly Snapshot[], now: Date): Match {
  const snapshots = listed.filter(({ isCopy }) => !isCopy);
  const window = WINDOWS[event.phase];
  /** Milliseconds from the event to the snapshot. */
  const offset = ({ createTime }: Snapshot): number | undefined =>
    createTime && createTime.getTime() - event.time.getTime();
  const within = (from: number, to: number): readonly Snapshot[] =>
    snapshots.filter((snapshot) => {
      const distance = offset(snapshot);
      return distance !== undefined && distance >= from && distance <= to;
    });

  const undated = snapshots.filter((snapshot) => snapshot.createTime === undefined);
  const dated = within(-window.before, window.after);
  const tookLong = event.phase === "finished" && within(-window.before, 0).length === 0;
  const own =
    within(window.ownFrom, window.after).length > 0 || (event.phase === "started" && undated.length > 0);
  const complete = now.getTime() - event.time.getTime() >= window.complete;
  if (!complete && (tookLong || !own))
    return notYet(event, `${dated.length + undated.length} snapshots around that time, none surely of it`);

  const earlier = tookLong ? newest(within(-window.fallback, 0)) : [];
  const found = [...earlier, ...dated, ...undated];
  return found.length > 0 ? { kind: "found", snapshots: found } : notYet(event, "no snapshot");
}

function newest(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const time = ({ createTime }: Snapshot): number => createTime?.getTime() ?? 0;
  return [...snapshots].sort((one, other) => time(other) - time(one)).slice(0, 1);
}

function notYet({ instance, phase, time }: BackupEvent, listed: string): Match {
  return {
    kind: "not-yet",
    reason: `For the backup of ${instance} that ${phase} at ${time.toISOString()} RDS lists ${listed}`,
  };
}
