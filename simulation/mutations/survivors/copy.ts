import { explained, type Survivor } from "./survivor";

/** Of the copy. */
export const COPY_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/decide.ts",
    "Stray messages are held to a letter of any code, or to come to rest.",
    [
      ["task === undefined", "false"],
      ["task.bucket !== bucket", "false"],
      ["bucket !== exportBucket", "false"],
    ],
  ),
  ...explained("functions/copier/decide.ts", "A state that the world does not show at that moment.", [
    [
      'default:\n      return {\n        kind: "reject",\n        code: "UNKNOWN_EXPORT_STATUS",\n        reason: `Export task ${taskId} has the status ${task.status}, which RDS did not have when this was written`,\n        remedy: "Find out what the status means; when the task is COMPLETE, redrive this letter.",\n      };',
    ],
  ]),
  ...explained("functions/copier/decide.ts", "The words of a log line, and of a letter.", [
    ["percentProgress === undefined", "true"],
    ["percentProgress === undefined", "false"],
    ["failureCause === undefined", "true"],
    ["failureCause === undefined", "false"],
    ["failureCause ?? unnamed", "failureCause && unnamed"],
  ]),
  ...explained("functions/copier/decide.ts", "An export of a snapshot without a day is never begun.", [
    ["date !== undefined", "true"],
  ]),
  ...explained("functions/copier/land.ts", "A warning of Node.js, which nobody reads here.", [
    ["4 * COPY_CONCURRENCY", "4 / COPY_CONCURRENCY"],
  ]),
  ...explained(
    "functions/copier/land.ts",
    "Whether an invocation came further matters only after twelve of them, or after six hours of failures: no plan that a mutant is tried on takes so many, for what it would cost.",
    [
      ["run.reached !== after", "true"],
      ["run.reached !== after", "false"],
    ],
  ),
  ...explained("functions/copier/copy-run.ts", "Counts for the log, which no run looks at.", [
    ["this.counts.objects++", "this.counts.objects--"],
    ["this.counts.alreadyThere++", "this.counts.alreadyThere--"],
  ]),
  ...explained(
    "functions/copier/copy-run.ts",
    "The message is a letter either way: what is copied behind the first problem is copied before the letter is redriven.",
    [["this.firstProblem !== undefined", "false"]],
  ),
  ...explained(
    "functions/copier/copy-run.ts",
    "Asked where nothing lies it costs a listing, and the answer is no; that what somebody has spoilt is copied again, plans show that cost too much here.",
    [['found === "another"', "true"]],
  ),
  ...explained(
    "functions/copier/low-water-mark.ts",
    "With more than one copy in flight the place stays further behind: what it leaves out is found in the zone, and not copied again.",
    [["-1", "+1"]],
  ),
  ...explained(
    "functions/copier/plan.ts",
    "The verification finds the same object, and writes the same letter.",
    [['object.kind === "stray"', "false"]],
  ),
  ...explained(
    "functions/copier/plan.ts",
    "Names are kept longer, or not as long: the verification finds what collides, and no two tables of the plans have files of one name.",
    [
      ["target.slice(0, -place.fileName.length)", "target"],
      ["-place.fileName.length", "+place.fileName.length"],
      ["targetFolder !== folder", "true"],
      ["targetFolder !== folder", "false"],
    ],
  ),
  ...explained(
    "functions/copier/plan.ts",
    "The verification finds what collides, and writes the same letter; no plan has 100,000 files.",
    [
      ["other !== undefined", "false"],
      ["seen.size < NAMES_KEPT", "true"],
      ["seen.size < NAMES_KEPT", "false"],
    ],
  ),
  ...explained(
    "functions/copier/plan.ts",
    "The world's S3 takes keys of any length; land.test.ts asks for the letter.",
    [["bytes > S3_MAX_KEY_BYTES", "false"]],
  ),
  ...explained("functions/copier/copy-outcome.ts", "The words of a letter.", [
    ["landing.total - landing.named.length", "landing.total + landing.named.length"],
    ["more > 0", "true"],
    ["more > 0", "false"],
  ]),
  ...explained(
    "functions/copier/copy-outcome.ts",
    "The message goes on from the same place either way, a minute sooner or later.",
    [
      [
        'case "time-short":\n      return {\n        kind: "wait",\n        subject,\n        cause: "time-short",\n        reason: `${files.files} files were copied before the invocation\'s time ran short: the next one goes on`,\n        counts: { ...files },\n        metrics: { ...copyMetrics(files), landingContinued: 1 },\n        body: job.body(placeAfter(from, landing.after)),\n        ...(landing.advanced && { progressed: true as const }),\n      };',
        'case "time-short":',
      ],
    ],
  ),
  ...explained(
    "functions/copier/copy-outcome.ts",
    "Only a landing of more than twelve invocations runs out of attempts: none of the plans that a mutant is tried on is so long, for what it would cost.",
    [
      ["landing.advanced && { progressed: true as const }", "true"],
      ["landing.advanced && { progressed: true as const }", "false"],
      [
        "landing.advanced && { progressed: true as const }",
        "landing.advanced || {\n  progressed: true as const\n}",
      ],
      ['outcome.kind === "wait" && landing.advanced && { progressed: true as const }', "true"],
      ['outcome.kind === "wait" && landing.advanced && { progressed: true as const }', "false"],
      [
        'outcome.kind === "wait" && landing.advanced && { progressed: true as const }',
        'outcome.kind === "wait" && landing.advanced || {\n  progressed: true as const\n}',
      ],
      ['outcome.kind === "wait" && landing.advanced', "true"],
      ['outcome.kind === "wait" && landing.advanced', 'outcome.kind === "wait" || landing.advanced'],
      ['outcome.kind === "wait"', "true"],
    ],
  ),
  ...explained(
    "functions/copier/copy-outcome.ts",
    "A copy that begins anew finds in the zone what it has copied: only a listing that fits into no invocation needs its place, and such a plan costs too much here.",
    [
      ["after !== undefined", "true"],
      ["after !== undefined", "false"],
    ],
  ),
  ...explained(
    "functions/copier/copy-outcome.ts",
    "A place at the start is the same as none, but for the round, in which nobody spoils a file and stops the copy at its first, too.",
    [
      ["round > 0", "true"],
      ["round > 0", "false"],
    ],
  ),
  ...explained("functions/copier/copy-outcome.ts", "A metric of zero counts nothing.", [
    ["files > 0", "true"],
    ["bytes > 0", "true"],
  ]),
];
