import fc from "fast-check";
import type { BackupEvent } from "../../../functions/export/event";
import { matchSnapshots } from "../../../functions/export/match-snapshots";
import type { Snapshot } from "../../../functions/export/snapshot";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T = Date.parse("2024-03-01T12:00:00Z");

function snapshot(name: string, createTime: number | undefined, status = "available"): Snapshot {
  return {
    arn: `arn:aws:rds:eu-west-2:123456789012:snapshot:${name}`,
    name,
    instance: "db1",
    status,
    createTime: createTime === undefined ? undefined : new Date(createTime),
    isCopy: false,
    tags: new Map(),
  };
}

function event(phase: BackupEvent["phase"], time = T): BackupEvent {
  return { kind: "backup-event", phase, instance: "db1", time: new Date(time) };
}

/** Names that an event means, or `not-yet`. Offsets in minutes from the event; `undefined` is one being made. */
function meant(
  phase: BackupEvent["phase"],
  offsets: readonly (number | undefined)[],
  handledAfter: number,
): unknown {
  const snapshots = offsets.map((offset) =>
    snapshot(String(offset), offset === undefined ? undefined : T + offset * MINUTE),
  );
  const match = matchSnapshots(event(phase), snapshots, new Date(T + handledAfter * MINUTE));
  return match.kind === "found" ? match.snapshots.map(({ name }) => name).sort() : match.kind;
}

describe("a backup that has started means", () => {
  it.each([
    ["the snapshot made after it", [3], 10, ["3"]],
    ["one that is still being made", [undefined], 1, ["undefined"]],
    ["both of two", [2, 40], 50, ["2", "40"]],
    ["none yet, when only the backup before is listed", [-2], 1, "not-yet"],
    ["none yet, a quarter of an hour later", [-2], 15, "not-yet"],
    ["that one after all, when no other came in the whole window", [-2], 65, ["-2"]],
    ["none before or after its window", [-6, 61], 90, "not-yet"],
    ["the one of its time, ten days later", [3, 2000, 14000], 14_400, ["3"]],
  ])("%s", (_name, offsets, handledAfter, expected) => {
    expect(meant("started", offsets, handledAfter)).toEqual(expected);
  });
});

describe("a backup that has finished means", () => {
  it.each([
    ["the snapshot made before it", [-8], 1, ["-8"]],
    ["both of two", [-50, -8], 1, ["-50", "-8"]],
    ["none yet, when only an older one is listed", [-50], 1, "not-yet"],
    ["that older one, when no other came in five minutes", [-50], 5, ["-50"]],
    ["none yet, when its backup must have taken long", [-300, 3], 4, "not-yet"],
    ["the newest of the day before, when its backup took long", [-1300, -300, 3], 5, ["-300", "3"]],
    ["never one of more than a day before", [-1441], 100, "not-yet"],
    ["not yesterday's, when its own is there", [-1400, -8], 1, ["-8"]],
    ["the one being made too", [undefined, -8], 1, ["-8", "undefined"]],
    ["the one of its time, ten days later", [-8, 2000, 14_000], 14_400, ["-8"]],
    ["none, when there is none", [], 100, "not-yet"],
  ])("%s", (_name, offsets, handledAfter, expected) => {
    expect(meant("finished", offsets, handledAfter)).toEqual(expected);
  });
});

/** One backup: it starts after the one before has finished, takes its snapshot soon, finishes within ten hours. */
interface Backup {
  readonly started: number;
  readonly created: number;
  readonly finished: number;
}

const backups = fc
  .array(
    fc.record({
      pause: fc.integer({ min: MINUTE, max: 30 * HOUR }),
      untilCreated: fc.integer({ min: 0, max: 50 * MINUTE }),
      untilFinished: fc.integer({ min: 2 * MINUTE, max: 10 * HOUR }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((steps) => {
    let clock = T;
    return steps.map(({ pause, untilCreated, untilFinished }): Backup => {
      const started = clock + pause;
      clock = started + untilCreated + untilFinished;
      return { started, created: started + untilCreated, finished: clock };
    });
  });

/** What RDS lists at a moment: a snapshot appears late by a minute at most, and is undated or dated while being made. */
function listing(all: readonly Backup[], now: number, lag: number, dated: boolean): Snapshot[] {
  return all
    .map((backup, at) => ({ backup, at }))
    .filter(({ backup }) => now >= backup.created + lag)
    .map(({ backup, at }) =>
      now >= backup.finished + lag
        ? snapshot(String(at), backup.created)
        : snapshot(String(at), dated ? backup.created : undefined, "creating"),
    );
}

it("whichever one event of a backup is handled, however late: its own snapshot is among those it means", () => {
  fc.assert(
    fc.property(
      backups,
      fc.nat(),
      fc.constantFrom<BackupEvent["phase"]>("started", "finished"),
      fc.integer({ min: 0, max: 12 * 24 * HOUR }),
      fc.integer({ min: 0, max: MINUTE }),
      fc.boolean(),
      (all, which, phase, late, lag, dated) => {
        const at = which % all.length;
        const backup = all[at];
        if (backup === undefined) return;
        const time = phase === "started" ? backup.started : backup.finished;
        // Sent back every minute until it is answered.
        for (let now = time + late; now < time + late + 2 * HOUR; now += MINUTE) {
          const match = matchSnapshots(event(phase, time), listing(all, now, lag, dated), new Date(now));
          if (match.kind === "not-yet") continue;
          expect(match.snapshots.map(({ name }) => name)).toContain(String(at));
          return;
        }
        throw new Error("not answered in two hours");
      },
    ),
    { numRuns: 2000 },
  );
});

it("no snapshot from before the window is meant, but the newest one where the window holds none before the event", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -3 * 24 * 60, max: 24 * 60 })),
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom<BackupEvent["phase"]>("started", "finished"),
      (offsets, handledAfter, phase) => {
        const names = meant(phase, offsets, handledAfter);
        if (names === "not-yet") return;
        const before = phase === "finished" ? 60 : 5;
        const found = (names as string[]).map(Number);
        const old = found.filter((offset) => offset < -before);
        expect(new Set(old).size).toBeLessThanOrEqual(phase === "finished" ? 1 : 0);
        for (const offset of old) {
          expect(offset).toBe(Math.max(...offsets.filter((each) => each <= 0)));
          expect(offset).toBeGreaterThanOrEqual(-24 * 60);
        }
      },
    ),
  );
});

it("does not mean a copy of a snapshot, whose rows would land twice", () => {
  const original = snapshot("original", T - 10 * MINUTE);
  const copy = { ...snapshot("copy", T - 2 * MINUTE), isCopy: true };
  expect(matchSnapshots(event("finished"), [original, copy], new Date(T + HOUR))).toEqual({
    kind: "found",
    snapshots: [original],
  });
});
