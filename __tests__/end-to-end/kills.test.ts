import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { functionRoles } from "../../local/faults/function-roles";
import { compareManifest } from "../../local/verify/compare-manifest";
import { descendants, isRunning } from "../support/local-run-process";
import { startSyntheticPipeline, type SyntheticPipeline } from "../support/synthetic-landing";

/**
 * The copier's process is ended by `kill -9` at random moments of one landing, so often; see docs/local.md. With
 * KILLS=10 and KILLS_FILES=20000 it takes a quarter of an hour: what a dead process had in hand comes back to its queue
 * after the visibility timeout of 90 minutes, which must be longer than a whole landing takes here.
 */
const KILLS = Number(process.env["KILLS"] ?? 3);
const FILES = Number(process.env["KILLS_FILES"] ?? 1000);
const SEED = Number(process.env["KILLS_SEED"] ?? 7);

/** Real seconds of the queue's visibility timeout: longer than a landing of so many files takes on a busy machine. */
const VISIBILITY_SECONDS = Math.max(20, FILES / 100);
const SPEED = 5400 / VISIBILITY_SECONDS;
/** Each death costs a visibility timeout; what died too often is found by the look of every six hours. */
const PATIENCE_SECONDS = 60 + (KILLS + 1) * VISIBILITY_SECONDS * 2 + (6 * 3600) / SPEED;

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

let made: SyntheticPipeline;
beforeAll(async () => {
  made = await startSyntheticPipeline(FILES, SPEED);
});
afterAll(() => made.close());

const isCopier = (pid: number): boolean =>
  isRunning(pid) &&
  readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("functions/local-dev-s3-to-s3-copier");

/** After how many calls of the copier each kill comes, and how many milliseconds behind the last of them. */
const moments = fc.sample(
  fc.tuple(fc.integer({ min: 1, max: Math.ceil(FILES / (KILLS + 1)) }), fc.integer({ min: 0, max: 4 })),
  { seed: SEED, numRuns: KILLS },
);

test(`a copier that is killed ${KILLS} times in a landing of ${FILES} files lands them all, byte for byte`, async () => {
  const { aws, pipeline, zone, watch, reports, lines, exported } = made;
  const { copier } = functionRoles(pipeline.deployment.functions);
  let calls = 0;
  let killed = 0;
  aws.onCall(({ caller, service }) => {
    const next = moments[killed];
    if (caller.principal !== copier || caller.session === undefined || service !== "s3") return;
    if (next === undefined || ++calls < next[0]) return;
    calls = 0;
    killed += 1;
    setTimeout(() => {
      for (const pid of descendants(process.pid).filter(isCopier)) process.kill(pid, "SIGKILL");
    }, next[1]);
  });
  const snapshot = await aws.rds.snapshotAvailable(
    aws.rds.createSnapshot("housing", undefined, { automated: true }).arn,
  );
  const manifest = (): ReturnType<typeof compareManifest> => {
    const task = aws.rds.exportTasks[0];
    const importDate = snapshot.createTime.toISOString().slice(0, 10).replaceAll("-", "");
    return task === undefined ? undefined : compareManifest({ buckets: aws.buckets, task, zone, importDate });
  };
  // Node's own warnings are no JSON.
  const said = (): string[] => lines.filter((line) => line.startsWith("{"));
  const end = Date.now() + PATIENCE_SECONDS * 1000;
  while (manifest() === undefined || aws.glue.runs.length === 0 || (await watch.messagesLeft()) > 0) {
    if (Date.now() > end)
      throw new Error(
        `it has not landed: ${killed} kills, ${made.landed().size} files, ${aws.glue.runs.length} workflow runs, ` +
          `${await watch.messagesLeft()} messages left, letters ${JSON.stringify(await watch.deadMessages())}; ` +
          `the last lines: ${said().slice(-20).join("\n")}`,
      );
    await sleep(500);
  }

  expect(killed).toBe(KILLS);
  const deaths = reports.filter((report) => report.kind === "invoked" && report.outcome.kind === "retried");
  expect(deaths.length).toBeGreaterThanOrEqual(1);
  expect(made.landed()).toEqual(exported);
  expect(exported.size).toBe(FILES);
  expect(manifest()).toMatchObject({ agrees: true, problems: [], files: FILES });
  // The product itself has nothing to complain of: only SQS puts away what has died too often.
  const letters = await watch.deadMessages();
  expect(letters.filter(({ body }) => body.includes("db-snapshot-to-s3/dead-letter"))).toEqual([]);
  expect(new Set(aws.glue.runs.map(({ properties }) => properties["export_task_id"])).size).toBe(1);
});
