import { explained, type Survivor } from "./survivor";

/** Of the decisions about one snapshot. */
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
    "Without it the net tells the copier a second time of an export that somebody has told it of: one landing comes of both, which the copier's claim sees to.",
    [['part.kind === "safety-net" && !part.mayHaveStarted', "false"]],
  ),
  ...explained(
    "functions/export/decide.ts",
    "Which of several tasks of the snapshot is named, or that one which failed is begun again by the net instead of by reconciliation, breaks no promise: three exports at most hold for both.",
    [
      ["alive ?? ours.at(-1)", "alive && ours.at(-1)"],
      ["-1", "+1"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "The world's RDS gives each task its snapshot's time, so that no task is in doubt; decide.test.ts and decide-reconciliation.test.ts have such tasks.",
    [
      ['belongs(task, snapshot, bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status)', "false"],
      ['(task) => belongs(task, snapshot, bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status),'],
      ["doubtful !== undefined", "false"],
      ['if (status !== "COMPLETE") return { kind: "wait", cause: "snapshot-busy", reason };'],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "The world's snapshots do not fail, and one that is being deleted is gone at once; decide.test.ts has them.",
    [
      ["LOST_STATES.has(snapshot.status)", "false"],
      ["const last = ours.at(-1);"],
      ['return last === undefined ? lost(snapshot) : { kind: "go-on", task: last };'],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "RDS refuses to export a snapshot that is not available, and the message waits for that instead.",
    [
      [
        'snapshot.status !== "available" || snapshot.createTime === undefined',
        'snapshot.status !== "available" && snapshot.createTime === undefined',
      ],
      ['snapshot.status !== "available"', "false"],
      ["snapshot.createTime === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/export/decide.ts",
    "The number in an identifier: one that is taken is passed over.",
    [["ours.length + 1", "ours.length - 1"]],
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
    "functions/export/judge-snapshot.ts",
    "It spares calls: the rules ask the same before they look at the day.",
    [["ignoredByItself(snapshot, rules) === undefined", "true"]],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "A snapshot without a day has no siblings of that day either.",
    [["own !== undefined", "true"]],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "It spares calls: where a listed snapshot is earlier, that one is the first whatever the manifests say.",
    [
      ["date === undefined || withoutPast.first?.arn !== snapshot.arn", "false"],
      [
        "date === undefined || withoutPast.first?.arn !== snapshot.arn",
        "date === undefined && withoutPast.first?.arn !== snapshot.arn",
      ],
      ["date === undefined", "false"],
      ["withoutPast.first?.arn !== snapshot.arn", "false"],
    ],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "A record without a manifest is read as none: what is asked for too much is left out in the next step.",
    [
      ['[...records].filter(([, kinds]) => kinds.has("manifest"))', "[...records]"],
      ["(await Promise.all(chunk)).filter((landing) => landing !== undefined)", "await Promise.all(chunk)"],
      ["landing !== undefined", "true"],
    ],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "Only how many manifests are read at once, or more than once; no day of a plan has nine.",
    [["tasks.slice(at, at + READS_IN_FLIGHT)", "tasks"]],
  ),
  ...explained("functions/export/judge-snapshot.ts", "The plans hold no such neighbours of one day.", [
    [
      "listed.some((each) => isSameSnapshot(each, landing.snapshotArn, landing.createTime))",
      "listed.every(each => isSameSnapshot(each, landing.snapshotArn, landing.createTime))",
    ],
  ]),
  ...explained(
    "functions/export/landing-rules.ts",
    "RDS gives the world's snapshots a time before anything depends on it, and a name without a day of the calendar is refused later by itself.",
    [
      [
        "landingDate(arn, createTime ?? new Date(0))?.backdated ?? true",
        "landingDate(arn, createTime ?? new Date(0))?.backdated && true",
      ],
      ["true", "false"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "No plan has a pattern that begins with the prefix itself; landing-rules.test.ts compares with regular expressions.",
    [["/^(rds|awsbackup):/", "/(rds|awsbackup):/"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "Where parts of a pattern overlap in a name: landing-rules.test.ts compares with regular expressions.",
    [["found + part.length", "found - part.length"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "The world's snapshots do not fail; landing-rules.test.ts has one.",
    [['snapshot.status !== "failed"', "true"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "A day's first is looked for again among those that may be earlier: who is counted in both lists, or in the wrong one, changes the reason for a wait, not the end.",
    [
      ['status !== "creating" && status !== "deleting" && createTime !== undefined', "true"],
      [
        'status !== "creating" && status !== "deleting" && createTime !== undefined',
        'status !== "creating" && status !== "deleting" || createTime !== undefined',
      ],
      ['status !== "creating" && status !== "deleting"', "true"],
      ['status !== "creating" && status !== "deleting"', 'status !== "creating" || status !== "deleting"'],
      ['status !== "creating"', "true"],
      ['status !== "deleting"', "true"],
      ["createTime !== undefined", "true"],
      ["contenders.filter(isSettled)", "contenders"],
      ["contenders.filter((each) => !isSettled(each))", "contenders"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "No plan has a deleted landing whose name is ignored by now.",
    [
      ["past.filter(({ name }) => !rules.ignoredNames.some((pattern) => matches(name, pattern)))", "past"],
      [
        "rules.ignoredNames.some((pattern) => matches(name, pattern))",
        "rules.ignoredNames.every(pattern => matches(name, pattern))",
      ],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "Where all land nobody has looked at the day, and an empty day has no first.",
    [['rules.landedSnapshots === "all"', "false"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "A snapshot that is being made is waited for in any case, whatever the verdict.",
    [
      ['createTime === undefined || snapshot.status === "creating"', "false"],
      [
        'createTime === undefined || snapshot.status === "creating"',
        'createTime === undefined && snapshot.status === "creating"',
      ],
      ["createTime === undefined", "false"],
      ['snapshot.status === "creating"', "false"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "A snapshot is never earlier than itself, and the first of a day is nobody or no later than any: one condition stands for the others.",
    [
      [
        "first !== undefined && first.arn !== arn && isEarlier(first, snapshot)",
        "first !== undefined && first.arn !== arn || isEarlier(first, snapshot)",
      ],
      ["first !== undefined && first.arn !== arn", "true"],
      ["first !== undefined && first.arn !== arn", "first !== undefined || first.arn !== arn"],
      ["first !== undefined", "true"],
      ["first.arn !== arn", "true"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "What has landed and is deleted was taken earlier in every plan.",
    [
      ["each.createTime === undefined || each.createTime <= createTime", "true"],
      ["each.createTime === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "The only rival of the plans shows no time and was begun first: it is waited for by each of these conditions.",
    [
      [
        "other.arn !== arn &&\n      (other.createTime === undefined\n        ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS\n        : isEarlier(other, snapshot))",
        "true",
      ],
      [
        "other.arn !== arn &&\n      (other.createTime === undefined\n        ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS\n        : isEarlier(other, snapshot))",
        "other.arn !== arn || (other.createTime === undefined ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS : isEarlier(other, snapshot))",
      ],
      ["other.arn !== arn", "true"],
      ["other.createTime === undefined", "true"],
      ["other.createTime === undefined", "false"],
      ["now.getTime() - createTime.getTime() < MAKING_MILLISECONDS", "true"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "No plan takes two snapshots of an instance in the same moment; landing-rules.test.ts does.",
    [
      ["difference === 0", "true"],
      ["difference === 0", "false"],
      ["return difference === 0 ? one.name < other.name : difference < 0;"],
    ],
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
      ['queueing.kind === "fresh"', "true"],
      ['queueing.kind === "queued"', "false"],
      ["sinceThen.size < RDS_MAX_CONCURRENT_EXPORTS", "true"],
    ],
  ),
  ...explained(
    "functions/export/slot-turn.ts",
    "RDS refuses an export without a slot, and the message waits for that instead.",
    [["runningTasks.length >= RDS_MAX_CONCURRENT_EXPORTS", "false"]],
  ),
];
