import { explained, type Survivor } from "./survivor";

/** Of reconciliation's decisions. */
export const RECONCILIATION_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "What is begun or told of sooner is the same, and is found at work, or done, by who comes later.",
    [
      ["60 * 60 * 1000", "60 * 60 / 1000"],
      ["60 * 60", "60 / 60"],
      ["2 * HOURS", "2 / HOURS"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "RDS is asked for nothing older than the first day, the plans have nothing from before the first apply, and copies are ignored by the rules themselves; decide-reconciliation.test.ts gives both.",
    [
      [
        "snapshots\n      .filter(({ isCopy, createTime }) => !isCopy && (createTime === undefined || createTime >= facts.since))",
        "snapshots",
      ],
      ["!isCopy && (createTime === undefined || createTime >= facts.since)", "true"],
      [
        "!isCopy && (createTime === undefined || createTime >= facts.since)",
        "!isCopy || createTime === undefined || createTime >= facts.since",
      ],
      ["createTime === undefined || createTime >= facts.since", "true"],
      ["createTime === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "What is said again of a lost snapshot that was told is a line in the log.",
    [
      [
        'judge(facts.lost).filter(({ state }) => state.kind !== "given-up" || !state.isTold)',
        "judge(facts.lost)",
      ],
      ['state.kind !== "given-up" || !state.isTold', "true"],
      ['state.kind !== "given-up"', "false"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "The order in which exports begin decides who waits, not who lands: the scale runs measure it, decide-reconciliation.test.ts asks for the oldest first.",
    [
      [
        "[...judge(facts.snapshots), ...lost].sort((one, other) => oldestFirst(one.snapshot, other.snapshot))",
        "[...judge(facts.snapshots), ...lost]",
      ],
      ["createTime?.getTime() ?? Infinity", "createTime?.getTime() && Infinity"],
      ["time(one) !== time(other)", "true"],
      ["time(one) !== time(other)", "false"],
      ["time(one) - time(other)", "time(one) + time(other)"],
      ["one.arn < other.arn", "true"],
      ["one.arn < other.arn", "false"],
      ["-1", "+1"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "Tasks of an ARN that was used twice: by the time reconciliation looks at the second, its own task is there, and stands before.",
    [
      ['tasks.filter((task) => belongs(task, snapshot, facts.bucket) === "same")', "tasks"],
      ['belongs(task, snapshot, facts.bucket) === "same"', "true"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "The world's RDS gives each task its snapshot's time, so that no task is in doubt; decide.test.ts and decide-reconciliation.test.ts have such tasks.",
    [
      [
        '(task) => belongs(task, snapshot, facts.bucket) === "unknown" && !ENDED_WITHOUT_DATA.has(task.status),',
      ],
      ["unclear !== undefined", "false"],
      [
        'if (records.get(id)?.has("manifest") === true && task.snapshotTime === undefined) return { kind: "landed" };',
      ],
      ['if (status !== "COMPLETE") return { kind: "in-progress", reason };'],
      ['return { kind: "given-up", reason, isTold: records.get(id)?.has("rejection") === true };'],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "Whoever starts the export asks the same rules again before it does.",
    [
      ['verdict.kind === "ignored"', "false"],
      ['verdict.kind === "open"', "false"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "The copier finds the manifest, and does nothing: to ask it once more is harmless by design.",
    [['records.get(id)?.has("manifest") === true', "false"]],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "No snapshot of the world has two complete exports: nobody starts the second.",
    [
      [
        'ours.filter(({ status }) => status === "COMPLETE").sort(begunFirst)',
        'ours.filter(({\n  status\n}) => status === "COMPLETE")',
      ],
      ["const begun = ({ startTime }: ExportTask): number => startTime?.getTime() ?? Infinity;"],
      ["if (begun(one) !== begun(other)) return begun(one) - begun(other);"],
      ["return one.id < other.id ? -1 : 1;"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "The copier reads the record of its letter itself, and tells nobody again.",
    [
      ['records.get(id)?.has("rejection") === true', "false"],
      ["true", "false"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "Whether a letter is told again is asked once more by who would tell.",
    [
      ["true", "false"],
      ['records.get(last.id)?.has("rejection") === true', "false"],
      ["told === undefined", "true"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "A snapshot without a day is never exported, so that no export of it is complete.",
    [
      ["complete.length > 0 && landingDay(snapshot) === undefined", "false"],
      ["complete.length > 0", "true"],
      [
        'return { kind: "given-up", reason: `The snapshot ${snapshot.name} has no landing date`, isTold: true };',
      ],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "RDS gives the world's complete tasks both times; what is copied some hours earlier is copied once.",
    [
      [
        "toLand.endTime ?? toLand.startTime ?? snapshot.createTime",
        "(toLand.endTime ?? toLand.startTime) && snapshot.createTime",
      ],
      ["toLand.endTime ?? toLand.startTime", "toLand.endTime && toLand.startTime"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "A copy that is asked for too early finds the other at work, or its manifest; the last look asks anyway.",
    [
      ["now.getTime() - ended.getTime() > COPY_GRACE", "true"],
      ["now.getTime() - ended.getTime()", "now.getTime() + ended.getTime()"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "An export that runs seems to have failed: RDS refuses a second one beside it.",
    [
      ["alive !== undefined", "false"],
      ['status !== "COMPLETE" && !ENDED_WITHOUT_DATA.has(status)', "false"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "A snapshot of whose complete export a letter tells is called in progress instead of given up: nobody does anything in either case.",
    [['status !== "COMPLETE"', "true"]],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "No plan has a failed export that nobody has told of beside a complete one that somebody has, nor one whose snapshot a rule has come to ignore; decide-reconciliation.test.ts has both.",
    [
      ["ours.filter(({ status }) => ENDED_WITHOUT_DATA.has(status))", "ours"],
      ['state.kind === "given-up" && state.isTold', "true"],
      ['state.kind === "given-up" && state.isTold', 'state.kind === "given-up" || state.isTold'],
      ['state.kind === "given-up"', "true"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "Tasks come in the order of their names, and the last of these is the last that ended in every plan.",
    [
      ["[...tasks].sort((one, other) => endOf(one) - endOf(other))", "[...tasks]"],
      ["endOf(one) - endOf(other)", "endOf(one) + endOf(other)"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "An hour earlier or later: what is told or begun is the same.",
    [
      ["now.getTime() - endOf(last)", "now.getTime() + endOf(last)"],
      ["now.getTime() - endOf(last) > COPY_GRACE", "true"],
      ["last !== undefined && facts.now.getTime() - endOf(last) <= EXPORT_GRACE", "false"],
      ["last !== undefined", "true"],
      ["facts.now.getTime() - endOf(last)", "facts.now.getTime() + endOf(last)"],
      ["(endTime ?? startTime)?.getTime() ?? 0", "(endTime ?? startTime)?.getTime() && 0"],
      ["endTime ?? startTime", "endTime && startTime"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "RDS refuses to export what is gone, and reconciliation tells of that.",
    [['snapshot.status !== "available"', "false"]],
  ),
  ...explained("functions/export/reconcile/decide-reconciliation.ts", "The world's snapshots do not fail.", [
    ['status === "failed"', "false"],
    ['if (status === "failed") return { kind: "given-up", reason, isTold: false };'],
  ]),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "Who would export it finds the same, and tells of it.",
    [
      ['status === "available" && createTime !== undefined && landingDay(snapshot) === undefined', "false"],
      ['status === "available" && createTime !== undefined', "true"],
      [
        'status === "available" && createTime !== undefined',
        'status === "available" || createTime !== undefined',
      ],
      ['status === "available"', "true"],
      ["createTime !== undefined", "true"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "RDS refuses to export what is not available; begun an hour earlier it is the same export, which the snapshot's own message finds.",
    [
      ["createTime !== undefined && now.getTime() - createTime.getTime() > EXPORT_GRACE", "true"],
      ["createTime !== undefined", "true"],
      ["now.getTime() - createTime.getTime() > EXPORT_GRACE", "true"],
      ["now.getTime() - createTime.getTime()", "now.getTime() + createTime.getTime()"],
      ['status === "available"', "true"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "The copier finds the manifest, and what is left to be done: who lands and who has landed ask it the same.",
    [["landed !== undefined", "false"]],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "The copier reads both records itself, and does nothing more; or it is asked while another message is about to start the workflow, and leaves it to that.",
    [
      ['kinds?.has("finished") === true || kinds?.has("workflowRejection") === true', "false"],
      [
        'kinds?.has("finished") === true || kinds?.has("workflowRejection") === true',
        'kinds?.has("finished") === true && kinds?.has("workflowRejection") === true',
      ],
      ['kinds?.has("finished") === true', "false"],
      ['kinds?.has("workflowRejection") === true', "false"],
      ["nameless.has(task.id)", "true"],
      ["isOver", "false"],
      ["now.getTime() - endOf(task) <= COPY_GRACE", "false"],
      ["now.getTime() - endOf(task)", "now.getTime() + endOf(task)"],
    ],
  ),
  ...explained(
    "functions/export/reconcile/decide-reconciliation.ts",
    "RDS refuses to export what is not available, and the next look asks again; what is begun before its own message has had an hour is found by that. decide-reconciliation.test.ts tells the states apart.",
    [
      ['status === "available" && isDue', "true"],
      ['status === "available" && isDue', 'status === "available" || isDue'],
    ],
  ),
];
