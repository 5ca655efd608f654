import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { QUEUE_VISIBILITY_SECONDS } from "../../functions/shared/limits";
import { compareManifest } from "../../local/verify/compare-manifest";
import { CopierKills } from "../support/copier-kills";
import { startSyntheticPipeline, type SyntheticPipeline } from "../support/synthetic-landing";

/**
 * The copier's process is ended by `kill -9` at random moments of one landing, so often; see docs/local.md.
 */
const KILLS = Number(process.env["KILLS"] ?? 3);
const FILES = Number(process.env["KILLS_FILES"] ?? 1000);
const SEED = Number(process.env["KILLS_SEED"] ?? 7);

/**
 * Real seconds of the queue's visibility timeout. Nobody waits for it: it must only be longer than the longest life of
 * a copier on a busy machine, at forty files a second.
 */
const VISIBILITY_SECONDS = Math.max(90, FILES / 40);
const SPEED = Math.max(1, QUEUE_VISIBILITY_SECONDS / VISIBILITY_SECONDS);

jest.setTimeout((120 + KILLS * VISIBILITY_SECONDS) * 1000);

/** Anywhere from the first file to behind the last, where the landing is verified and its manifest written. */
const moments = fc
  .sample(fc.record({ copied: fc.integer({ min: 1, max: FILES }), behind: fc.integer({ min: 0, max: 4 }) }), {
    ...{ seed: SEED, numRuns: KILLS },
  })
  .sort((one, other) => one.copied - other.copied);

let made: SyntheticPipeline;
beforeAll(async () => {
  made = await startSyntheticPipeline(FILES, SPEED);
});
afterAll(() => made.close());

test(`a copier that is killed ${KILLS} times in a landing of ${FILES} files lands them all, byte for byte`, async () => {
  const { aws, zone, watch, exported } = made;
  const kills = new CopierKills(made, moments);
  const snapshot = await aws.rds.snapshotAvailable(
    aws.rds.createSnapshot("housing", undefined, { automated: true }).arn,
  );
  const importDate = snapshot.createTime.toISOString().slice(0, 10).replaceAll("-", "");
  while (aws.glue.runs.length === 0 || (await watch.messagesLeft()) > 0) {
    await kills.step();
    await sleep(200);
  }

  expect(kills.deaths).toBe(KILLS);
  expect(made.landed()).toEqual(exported);
  expect(exported.size).toBe(FILES);
  const [task, ...others] = aws.rds.exportTasks;
  expect(others).toEqual([]);
  if (task === undefined) throw new Error("there is no export");
  const manifest = compareManifest({ buckets: aws.buckets, task, zone, importDate });
  expect(manifest).toMatchObject({ agrees: true, problems: [], files: FILES });
  // The product itself has nothing to complain of: only SQS puts away what has died too often.
  const letters = await watch.deadMessages();
  expect(letters.filter(({ body }) => body.includes("db-snapshot-to-s3/dead-letter"))).toEqual([]);
  expect(new Set(aws.glue.runs.map(({ properties }) => properties["export_task_id"])).size).toBe(1);
});
