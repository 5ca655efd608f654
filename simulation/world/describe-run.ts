import { readJson } from "../../functions/shared/json";
import { LANDINGS_PREFIX, readRecordKey } from "../../functions/shared/landing-records";
import { manifestSchema } from "../../functions/shared/manifest";
import { EXPORT_BUCKET } from "./facts";
import type { History, MessageHistory, ZoneObject } from "./history";
import type { Sqs } from "./sqs";
import type { World } from "./world";
import { secondsOf } from "./world-base";

/** What a run leaves behind in the world. */
export function describeRun(world: World): Omit<History, "metrics"> {
  const { time, tasks, sqs, glue, s3 } = world;
  return {
    snapshots: world.snapshots.describe(),
    exports: tasks.describe(),
    zone: zoneOf(world),
    manifests: manifestsOf(world),
    workflowRuns: glue.runs.map(({ runId, taskId, importDate, startedAt, complete }) => ({
      runId,
      taskId,
      importDate,
      startedAt,
      complete,
    })),
    letters: sqs.letters,
    ignored: world.ignored,
    messages: messagesOf(sqs),
    mostExportsAtOnce: tasks.mostAtOnce,
    startsBeyondQuota: tasks.startsBeyondQuota,
    copiesBegunAnew: sqs.copiesBegunAnew(),
    uploadsLeft: s3.uploads.open,
    quiet: world.isQuiet,
    endedAt: secondsOf(time.now),
    injected: world.base.faults.injected,
    calls: world.aws.calls,
    invocations: world.invocations,
    timeline: world.timeline,
  };
}

function zoneOf({ s3 }: World): Map<string, ZoneObject> {
  const zone = new Map<string, ZoneObject>();
  for (const { key, bytes, source, modifiedAt } of s3.zone.after("", ""))
    zone.set(key, {
      bytes,
      source: source && `${EXPORT_BUCKET}/${source.key}`,
      writtenAt: secondsOf(modifiedAt),
    });
  return zone;
}

/** @throws Error when a manifest is none */
function manifestsOf({ s3 }: World): History["manifests"] {
  return s3.exports
    .all(LANDINGS_PREFIX)
    .filter(({ key }) => readRecordKey(key)?.record === "manifest")
    .map(({ key, body = "", modifiedAt, firstWrittenAt }) => {
      const text = readJson(body);
      const manifest = text.ok ? manifestSchema.safeParse(text.value) : undefined;
      if (manifest?.success !== true) throw new Error(`${key} is no manifest: ${body.slice(0, 1000)}`);
      // The instance's name may be put in later; the landing was complete from the first time on.
      return { ...manifest.data, writtenAt: secondsOf(firstWrittenAt ?? modifiedAt) };
    });
}

function messagesOf({ queues }: Sqs): MessageHistory {
  const both = [queues.export, queues.copier];
  const sum = (of: (queue: (typeof both)[number]) => number): number =>
    both.reduce((total, queue) => total + of(queue), 0);
  return {
    sent: sum(({ counts }) => counts.sent),
    deleted: sum(({ counts }) => counts.deleted),
    deadLettered: sum(({ counts }) => counts.deadLettered),
    left: sum(({ left }) => left),
    expired: sum(({ counts }) => counts.expired),
    lost: sum(({ counts }) => counts.lost),
  };
}
