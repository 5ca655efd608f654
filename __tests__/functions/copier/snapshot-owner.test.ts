import {
  ownerOf,
  ownersBody,
  ownsSnapshotOf,
  readOwners,
  standingOf,
  type OwnersLanding,
} from "../../../functions/copier/snapshot-owner";
import type { Exported } from "../../../functions/copier/siblings";
import { ownersKey, readRecordKey, type LandingRecord } from "../../../functions/shared/landing-records";

const AT = new Date("2024-03-01T12:00:00.000Z");
const TASK: Exported = {
  ...{ id: "a-1", sourceArn: "arn:s", exportOnly: [] },
  snapshotTime: new Date("2024-02-29T23:30:00Z"),
};
const OWNER = ownerOf(TASK, AT, "n");

const minutes = (count: number): Date => new Date(AT.getTime() + count * 60_000);
const has = (...records: LandingRecord[]): Pick<OwnersLanding, "records"> => ({ records: new Set(records) });
const told = (after: number): Pick<OwnersLanding, "letter"> => ({
  letter: { code: "X", reason: "", at: minutes(after).toISOString() },
});
const claimed = (from: number, until: number, released = false): Pick<OwnersLanding, "claim"> => ({
  claim: {
    ...{ messageId: "m", nonce: "n", ...(released && { released: true as const }) },
    ...{ claimedAt: minutes(from).toISOString(), until: minutes(until).toISOString() },
  },
});

describe("the landing of the export that has a snapshot", () => {
  it.each<[string, Partial<OwnersLanding>, string]>([
    ["a manifest", { ...has("manifest", "rejection"), ...told(1) }, "landed"],
    ["nothing but its word", {}, "landing"],
    ["a claim that holds", claimed(0, 16), "landing"],
    ["a claim that is given back: it waits", claimed(0, 16, true), "landing"],
    ["a claim that is void: a message comes again", claimed(0, 5), "landing"],
    ["a letter", { ...claimed(0, 16), ...told(5) }, "ended"],
    ["a letter from before it went on", told(-1), "landing"],
    ["a letter that cannot be read", { letter: {} }, "landing"],
    ["a letter, and a claim from after it", { ...claimed(6, 22), ...told(5) }, "landing"],
    ["traces of a manifest that somebody has deleted", has("workflowStart"), "ended"],
    ["such traces, and lands anew", { ...has("finished"), ...claimed(0, 16) }, "landing"],
    ["not been gone on with for nearly a day", { now: minutes(24 * 60 - 1) }, "landing"],
    ["not been gone on with for a day", { now: minutes(24 * 60) }, "ended"],
    ["a claim that holds after a day", { now: minutes(24 * 60), ...claimed(1_430, 1_446) }, "landing"],
  ])("that has %s", (_, facts, expected) => {
    const known = { now: minutes(10), ...has(), claim: undefined, letter: undefined, ...facts };
    expect(standingOf(OWNER, known)).toBe(expected);
  });
});

describe("the record of who lands the snapshots of an ARN", () => {
  it("gives back what was written", () => {
    expect(readOwners(ownersBody([OWNER]))).toEqual([OWNER]);
  });

  it.each(["", "{}", '{"owners":[{"exportTask":"a-1"}]}'])(
    "says nothing when it cannot be read: %s",
    (body) => {
      expect(readOwners(body)).toEqual([]);
    },
  );

  it.each<[string, Partial<Exported>, boolean]>([
    ["itself", {}, true],
    ["another export of it", { id: "b-1" }, true],
    [
      "another export, with a time that clocks explain",
      { id: "b-1", snapshotTime: new Date("2024-02-29T23:30:29Z") },
      true,
    ],
    [
      "a snapshot that has its ARN by now",
      { id: "b-1", snapshotTime: new Date("2024-02-29T23:40:00Z") },
      false,
    ],
    ["a snapshot without a time", { id: "b-1", snapshotTime: undefined }, false],
  ])("knows the snapshot of %s", (_, other, expected) => {
    expect(ownsSnapshotOf(OWNER, { ...TASK, ...other })).toBe(expected);
  });

  it("is no record of an export, whose folders lie beside it", () => {
    const key = ownersKey({ year: "2024", month: "02", day: "29", backdated: false }, "arn:s");
    expect(key).toMatch(/^_landings\/import_date=20240229\/snapshot-[0-9a-f]{16}\.json$/);
    expect(readRecordKey(key)).toBeUndefined();
  });
});
