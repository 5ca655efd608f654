import { explained, type Survivor } from "./survivor";

/** Of the decision about one snapshot, and of the slots. */
export const EXPORT_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/export/decide.ts",
    "Tasks of an earlier snapshot of that name count as this one's: they only make the number in the next identifier larger, and are never alive.",
    [
      ['tasks.filter((task) => belongs(task, snapshot, bucket) === "same")', "tasks"],
      ['belongs(task, snapshot, bucket) === "same"', "true"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "RDS refuses a second export while the first is being cancelled, and the message waits for that instead.",
    [
      ['task.status === "CANCELING"', "false"],
      ["cancelling !== undefined", "false"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "Which of several tasks of the snapshot is named, or that one which failed is begun again by the net instead of by reconciliation, breaks no promise: three exports at most hold for both.",
    [
      ["alive ?? ours.at(-1)", "alive && ours.at(-1)"],
      ['part.kind === "safety-net"', "false"],
      ["begun !== undefined", "false"],
      ["-1", "+1"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "The world's RDS gives each task its snapshot's time, so that one plan alone has a task in doubt, which is the earlier snapshot's: exported all the same, the later one lands. decide.test.ts and decide-reconciliation.test.ts have the others.",
    [
      ['belongs(task, snapshot, bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status)', "false"],
      ['(task) => belongs(task, snapshot, bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status),'],
      ["doubtful !== undefined && last === undefined", "false"],
      ["last === undefined", "true"],
      ['if (status !== "COMPLETE") return { kind: "wait", cause: "snapshot-busy", reason };'],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "The world's snapshots do not fail, and one that is being deleted is gone at once; decide.test.ts has them.",
    [
      ["LOST_STATES.has(snapshot.status)", "false"],
      ["const last = ours.at(-1);"],
      ["last !== undefined && LOST_STATES.has(snapshot.status)", "false"],
      ["last !== undefined", "true"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "RDS refuses to export a snapshot that is not available, and the message waits for that instead.",
    [["snapshot.createTime === undefined", "false"]],
  ),
  ...explained(
    "functions/export/decide.ts",
    "Whether a message waits for a slot, for its turn, or starts what RDS refuses and waits then: who lands, and how many run, is the same. fair-slots.test.ts asks who waits.",
    [
      ['case "taken":\n      return waitForQuota(runningTasks, part);', 'case "taken":'],
      [
        'case "let-others-first":\n      return {\n        kind: "wait",\n        cause: "export-turn",\n        reason: `${quotaOf(runningTasks)}: the free slot is first left to snapshots that have waited longer`,\n        slotsTakenBy: runningTasks,\n      };',
        'case "let-others-first":',
      ],
      ['part.kind === "actor"', "true"],
      ['part.kind === "actor"', "false"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "RDS refuses a second export while the first is being cancelled; a copier that is told of a cancelled one says so, as it would anyway.",
    [['task.status !== "CANCELING"', "true"]],
  ),
  ...explained(
    "functions/export/slot-turn.ts",
    "Fairness, not correctness: the scale runs measure who waits how long, and fair-slots.test.ts tells the turns apart.",
    [
      [
        'waiting?.cause === "export-turn" && slotsTakenBy !== undefined',
        'waiting?.cause === "export-turn" || slotsTakenBy !== undefined',
      ],
      ['waiting?.cause === "export-turn"', "true"],
      ["slotsTakenBy !== undefined", "true"],
      ["waiting !== undefined && SLOT_WAITS.has(waiting.cause)", "true"],
      ["waiting !== undefined && SLOT_WAITS.has(waiting.cause)", "false"],
      [
        "waiting !== undefined && SLOT_WAITS.has(waiting.cause)",
        "waiting !== undefined || SLOT_WAITS.has(waiting.cause)",
      ],
      ["waiting !== undefined", "true"],
      ["isQueued || isWaiting", "true"],
      ["isQueued || isWaiting", "false"],
      ["isQueued || isWaiting", "isQueued && isWaiting"],
      ['queueing.kind === "fresh"', "true"],
      ["sinceThen.size < RDS_MAX_CONCURRENT_EXPORTS", "true"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "It spares a call: RDS has no task of a snapshot that is being made, nor does it begin one.",
    [['snapshot.status === "creating"', "false"]],
  ),
  ...explained("functions/export/decide.ts", "The words of a letter, which no run reads.", [
    ["task.snapshotTime === undefined", "true"],
    ["task.snapshotTime === undefined", "false"],
  ]),
  ...explained(
    "functions/export/decide.ts",
    "The net exports at once what the finish event is about to: the event's message finds that export, and one landing comes of both.",
    [['part.kind === "safety-net" && !part.stepsIn', "false"]],
  ),
  ...explained(
    "functions/export/decide.ts",
    "It spares calls, or asks the rules only when a slot is free: they are asked in any case before an export begins, and say the same then, but for a tag that is put on meanwhile, where either is right.",
    [
      ['queueing.kind === "fresh"', "true"],
      ['queueing.kind === "fresh"', "false"],
      ['slotFor(queueing, runningTasks) === "taken"', "false"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "The rules have been asked before it began to wait: only a tag that is put on meanwhile is overlooked, and either is right then.",
    [['slotFor(queueing, runningTasks) === "taken"', "true"]],
  ),
];
