import { ATTEMPTS } from "../../../../cli/sandbox/snapshot/aws/patiently";
import { follow, type FollowEnd } from "../../../../cli/sandbox/snapshot/follow/follow";
import type { Facts, FollowedTask, TakenSnapshot } from "../../../../cli/sandbox/snapshot/decide/facts";
import { LineProgress } from "../../../../cli/shared/progress/line-progress";
import { AwsCallError, type AwsFailureKind } from "../../../../functions/shared/aws-failure";

const now = new Date("2026-03-01T12:00:00Z");
const snapshot: TakenSnapshot = {
  ...{ identifier: "mine", arn: "arn", instance: "db", status: "available" },
  percent: 100,
  createTime: now,
};
const task: FollowedTask = {
  ...{ id: "mine", sourceArn: "arn", snapshotTime: now, startTime: now, bucket: "exports", prefix: "" },
  ...{ exportOnly: [], status: "COMPLETE", percentProgress: 100, failureCause: undefined },
  ...{ endTime: undefined, warningMessage: undefined, extractedGB: undefined },
};
const facts: Facts = {
  ...{ snapshot, task, copy: { kind: "listed", exported: 1, landed: 1 }, letters: [] },
  ...{ toReadAgain: false, takenAt: now, now, endedAt: undefined },
};
const copying: Facts = { ...facts, copy: { kind: "listed", exported: 1, landed: 0 } };
const failure = (kind: AwsFailureKind): AwsCallError =>
  new AwsCallError("rds:DescribeDBSnapshots", kind, "Some", "mine", "says AWS", undefined);

/** Follows through these looks; the last one is what there is to see from then on. */
function followThrough(...looks: readonly (Facts | AwsCallError)[]) {
  const seen = { looks: 0, pauses: 0, readings: 0, lines: [] as string[] };
  const end: Promise<FollowEnd> = follow({
    lookout: {
      look(toReadAgain) {
        const look = looks[Math.min(seen.looks++, looks.length - 1)]!;
        return look instanceof AwsCallError
          ? Promise.reject(look)
          : Promise.resolve({ ...look, toReadAgain });
      },
    },
    progress: new LineProgress((line) => seen.lines.push(line)),
    now: () => now,
    pause: () => {
      seen.pauses++;
      return Promise.resolve();
    },
    readAgain: () => {
      seen.readings++;
      return Promise.resolve();
    },
  });
  return { end, seen };
}

test.each([
  ["the first look", [failure("healable"), facts]],
  ["the look after the second reading", [facts, failure("healable"), facts]],
  ["a look at what is waited for", [facts, copying, failure("healable"), failure("healable"), facts]],
])("%s may fail for a reason that passes", async (_which, looks) => {
  const { end, seen } = followThrough(...looks);
  await expect(end).resolves.toEqual({ kind: "landed", task });
  expect(seen.readings).toBe(1);
  expect(seen.looks).toBe(looks.length + (looks.length === 2 ? 1 : 0));
  expect(seen.lines.join()).toContain(
    "AWS could not be asked, which is tried again: rds:DescribeDBSnapshots",
  );
});

test.each([
  ["the first look", []],
  ["the look after the second reading", [facts]],
  ["a look at what is waited for", [facts, copying]],
])("%s ends it when the failure does not pass", async (_which, before) => {
  const { end, seen } = followThrough(...before, failure("healable"));
  await expect(end).rejects.toThrow("failed with Some");
  expect(seen.looks).toBe(before.length + ATTEMPTS);
});

test.each(["denied", "refused"] as const)("what is %s ends it at once", async (kind) => {
  const { end, seen } = followThrough(facts, copying, failure(kind));
  await expect(end).rejects.toThrow("failed with Some");
  expect(seen.looks).toBe(3);
});
