import { Lookout } from "../../../../cli/sandbox/snapshot/follow/lookout";

const now = new Date("2026-03-01T12:00:00Z");
const letter = (messageId: string) => ({ queue: "q", messageId, body: "about mine" });

function lookout(takenAt: Date | undefined): Lookout {
  return new Lookout({ identifier: "mine", arn: "arn" }, takenAt, {
    rds: {
      findSnapshot: () => Promise.resolve(undefined),
      exportTasksOf: () => Promise.resolve([]),
    },
    // One letter has replaced another, which only looking through the queue tells.
    letters: [
      {
        look: () => Promise.resolve([letter("old")]),
        lookThrough: () => Promise.resolve([letter("new"), { ...letter("other"), body: "about mine-2" }]),
      },
    ],
    landing: { progress: () => Promise.resolve(undefined) },
    exportBucket: "exports",
    now: () => now,
  });
}

test("judges by the letters that lie there at the end", async () => {
  const mine = lookout(undefined);
  await expect(mine.look(false)).resolves.toMatchObject({ letters: [{ messageId: "old" }] });
  await expect(mine.finalLetters()).resolves.toEqual([{ ...letter("new"), letter: undefined }]);
});

test("knows since when a snapshot that this command had taken may be looked for", async () => {
  await expect(lookout(now).look(true)).resolves.toMatchObject({ takenAt: now, toReadAgain: true, now });
  await expect(lookout(undefined).look(false)).resolves.toMatchObject({ takenAt: undefined });
});
