import { explained, type Survivor } from "./survivor";

/** Of claims, and of what comes before and behind the copy. */
export const LANDING_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/claim.ts",
    "A claim that is marked otherwise cannot be read, and what cannot be read holds nothing.",
    [["true", "false"]],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "Two that take over a void claim in the same second, or the lost answer to a takeover: no plan has one, claim.test.ts has both.",
    [
      ["(await records.read(key))?.body === body", "true"],
      ["(await records.read(key))?.body === body", "false"],
      ['(await records.replace(key, body, record.etag)) === "replaced"', "true"],
    ],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "Nobody deletes or spoils a claim in this world; claim.test.ts does.",
    [
      ["record === undefined", "false"],
      ["read?.success === true", "true"],
    ],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "A claim can always be read in this world; claim.test.ts has one that cannot.",
    [["other !== undefined", "true"]],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "A claim that is given back is still one's own in this world: nobody has taken it over within the invocation; claim.test.ts lets somebody.",
    [["record?.body === body", "true"]],
  ),
  ...explained("functions/copier/conclude-landing.ts", "The words of a log line, which no run reads.", [
    ["reports.unreadable.length > 0", "true"],
    ["reports.unreadable.length > 0", "false"],
    ["left.skippedTables.length + left.warnings.length > 0", "true"],
    ["left.skippedTables.length + left.warnings.length > 0", "false"],
    ["left.skippedTables.length + left.warnings.length", "left.skippedTables.length - left.warnings.length"],
    ["left.skippedTables.length + said.general.length", "left.skippedTables.length - said.general.length"],
  ]),
  ...explained(
    "functions/copier/conclude-landing.ts",
    "The instance's name is put into a manifest that another invocation has written: two that end in one second, of which one does not know it; manifest-instance.test.ts has them.",
    [
      ['written === "exists"', "true"],
      ['written === "exists"', "false"],
    ],
  ),
  ...explained(
    "functions/copier/conclude-landing.ts",
    "Two invocations write one manifest only after a crash, or when a message comes twice: then no run is held to metrics.",
    [['written === "created"', "true"]],
  ),
  ...explained("functions/copier/conclude-landing.ts", "A metric of zero counts nothing.", [
    ["alarming > 0", "true"],
  ]),
  ...explained(
    "functions/copier/conclude-landing.ts",
    "The words and counts of a log line, which no run reads.",
    [
      ["tables.filter((table) => table.files === 0)", "tables"],
      ["table.files === 0", "true"],
      ["table.files === 0", "false"],
      ["files === 0", "true"],
      ["files === 0", "false"],
      ["copied?.files ?? 0", "copied?.files && 0"],
      ["copied?.alreadyThere ?? 0", "copied?.alreadyThere && 0"],
    ],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "What has landed is looked at once more, and the same manifest is found: slower; verified-landing.test.ts counts the calls.",
    [["manifest !== undefined", "false"]],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "A landing that is copied or verified from the start finds what is there: slower, and the same end; verified-landing.test.ts cuts it everywhere.",
    [
      ['place.phase === "copy"', "true"],
      ['place.phase === "verify"', "false"],
    ],
  ),
  ...explained("functions/copier/land-export.ts", "The words of a log line, which no run reads.", [
    ["!files.zoneListable", "files.zoneListable"],
    ["!files.zoneListable", "true"],
    ["!files.zoneListable", "false"],
  ]),
  ...explained(
    "functions/copier/land-export.ts",
    "It spares reading manifests that are older than the landing: who reads all of them finds the same; verified-landing.test.ts counts the reads.",
    [
      ["place.after === undefined && landing.zoneWasEmpty", "true"],
      ["place.after === undefined && landing.zoneWasEmpty", "false"],
      [
        "place.after === undefined && landing.zoneWasEmpty",
        "place.after === undefined || landing.zoneWasEmpty",
      ],
      ["place.after === undefined", "true"],
      ["wasEmpty && { zoneEmptyAt: begun }", "true"],
      ["wasEmpty && { zoneEmptyAt: begun }", "false"],
      ["wasEmpty && { zoneEmptyAt: begun }", "wasEmpty || {\n  zoneEmptyAt: begun\n}"],
    ],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "A landing that is done takes no body, and has its metrics already.",
    [['concluded.kind === "reject"', "true"]],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "Started with little time left the workflow starts all the same, or the invocation ends and another one starts it.",
    [["job.invocation.getRemainingTimeInMillis() < STOP_MILLISECONDS", "false"]],
  ),
  ...explained(
    "functions/copier/landing-claim.ts",
    "A message that comes again after a crash waits until the dead one's claim is void: after a crash no run is held to seconds; landing-claim.test.ts is.",
    [
      ["other.messageId === messageId", "false"],
      ["true", "false"],
    ],
  ),
  ...explained(
    "functions/copier/landing-claim.ts",
    "No plan redrives a letter while a claim holds; landing-claim.test.ts does.",
    [
      ["!job.isRoutine && (await isTold(job, dependencies))", "false"],
      [
        "!job.isRoutine && (await isTold(job, dependencies))",
        "!job.isRoutine || (await isTold(job, dependencies))",
      ],
      ["!job.isRoutine", "job.isRoutine"],
    ],
  ),
  ...explained("functions/copier/landing-claim.ts", "The words of a log line, which no run reads.", [
    ["GIVE_BACK_MILLISECONDS / 1000", "GIVE_BACK_MILLISECONDS * 1000"],
  ]),
  ...explained("functions/copier/landing-claim.ts", "All clocks are one in this world.", [
    [
      "invocation.getRemainingTimeInMillis() + CLOCK_MARGIN_MILLISECONDS",
      "invocation.getRemainingTimeInMillis() - CLOCK_MARGIN_MILLISECONDS",
    ],
  ]),
  ...explained(
    "functions/copier/landing-claim.ts",
    "Given back behind the end, too, or not after an error that no landing throws in this world: the others find the manifest, or the letter, before they ask for the claim.",
    [
      ["false", "true"],
      ['outcome.kind !== "wait"', "false"],
      ["!hasEnded", "true"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Void earlier it is taken over only from who has died or got no answer: then a second start is allowed.",
    [["FUNCTION_TIMEOUT_SECONDS + 300", "FUNCTION_TIMEOUT_SECONDS - 300"]],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Whatever the workflow's start throws is an AwsCallError in this world.",
    [
      ["false", "true"],
      ["!(error instanceof AwsCallError)", "false"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "The words of a letter, and the cause of a wait that none of the plans sees: what throws here is an AwsCallError.",
    [
      ['outcome.kind === "reject"', "true"],
      ['outcome.kind === "reject"', "false"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Who waits, or gives the claim back, though the workflow has started finds its run before anybody claims again.",
    [['answer === "full"', "true"]],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "A claim that is given back after an uncertain answer is made again, and a run that was started is found before; one that is kept after a refusal for good is void when the letter is redriven.",
    [
      ["isRefusal(error)", "true"],
      [
        'error.kind !== "healable" || isThrottlingError(error.cause as Parameters<typeof isThrottlingError>[0])',
        "true",
      ],
      ['error.kind !== "healable"', "false"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "A start that is denied is waited for instead of told of at once, or one that fails waits as failureOutcome says: it starts as soon as it can, and no promise says more; copier-flow.test.ts asks for the letter.",
    [
      ['error instanceof AwsCallError && error.kind === "healable"', "true"],
      ['error instanceof AwsCallError && error.kind === "healable"', "false"],
      [
        'error instanceof AwsCallError && error.kind === "healable"',
        'error instanceof AwsCallError || error.kind === "healable"',
      ],
      ['error.kind === "healable"', "true"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Counts for the log; and metrics of a landing that waited for its workflow, which are those that were counted with its manifest.",
    [
      ["counts && { counts }", "true"],
      ["counts && { counts }", "false"],
      ["counts && { counts }", "counts || {\n  counts\n}"],
    ],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "Only a landing of more than twelve invocations runs out of attempts: none of the plans that a mutant is tried on is so long, for what it would cost; verified-landing.test.ts cuts one again and again.",
    [
      ["copied !== undefined", "true"],
      ["copied !== undefined", "false"],
      ["place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after", "true"],
      ["place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after", "false"],
      [
        "place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after",
        "place.table?.recount !== true || place.table?.zone?.after !== from.table?.zone?.after",
      ],
      ["place.table?.recount !== true", "true"],
      ["true", "false"],
      ["place.table?.zone?.after !== from.table?.zone?.after", "true"],
      ["copied || place.after !== from.after || counted", "true"],
      ["copied || place.after !== from.after || counted", "false"],
      [
        "copied || place.after !== from.after || counted",
        "(copied || place.after !== from.after) && counted",
      ],
      ["copied || place.after !== from.after", "false"],
      ["copied || place.after !== from.after", "copied && place.after !== from.after"],
      ["place.after !== from.after", "false"],
      ["progressed && { progressed: true as const }", "true"],
      ["progressed && { progressed: true as const }", "false"],
      ["progressed && { progressed: true as const }", "progressed || {\n  progressed: true as const\n}"],
    ],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "What is whole never comes there: the compiler asks for it.",
    [['end.kind === "whole"', "false"]],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "A part without tables is written and read: a record more, and the same manifest.",
    [["tables.length === 0", "false"]],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "A failure that is waited for as if time had been short, or the other way round, goes on from the same place: sooner or later.",
    [
      ["end.error !== undefined", "true"],
      ["end.error !== undefined", "false"],
    ],
  ),
  ...explained("functions/copier/verify-landing.ts", "The words of a log line, which no run reads.", [
    ["from !== given", "true"],
    ["from !== given", "false"],
  ]),
  ...explained(
    "functions/copier/verify-landing.ts",
    "A message whose place is another export's, or whose verified tables are gone: nobody writes one in this world; verified-landing.test.ts does.",
    [
      [
        "(place.after ?? prefix).startsWith(prefix) && place.parts.every((key) => key.startsWith(folder))",
        "true",
      ],
      [
        "(place.after ?? prefix).startsWith(prefix) && place.parts.every((key) => key.startsWith(folder))",
        "(place.after ?? prefix).startsWith(prefix) || place.parts.every(key => key.startsWith(folder))",
      ],
      [
        "place.parts.every((key) => key.startsWith(folder))",
        "place.parts.some(key => key.startsWith(folder))",
      ],
      ["database === first?.database && table === first.table", "true"],
      [
        "database === first?.database && table === first.table",
        "database === first?.database || table === first.table",
      ],
      ["database === first?.database", "true"],
      ["table === first.table", "true"],
      ["earlier !== undefined && (first === undefined || tables.some(isFirst))", "true"],
      [
        "earlier !== undefined && (first === undefined || tables.some(isFirst))",
        "earlier !== undefined || first === undefined || tables.some(isFirst)",
      ],
      ["earlier !== undefined", "true"],
      ["first === undefined || tables.some(isFirst)", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify-outcome.ts",
    "The copy finds the same object before, and writes the same letter.",
    [["strays.total > 0", "false"]],
  ),
  ...explained(
    "functions/copier/verify-outcome.ts",
    "The verification's wait has three attempts, and its letter the same code.",
    [
      ["from.round < MOST_ROUNDS", "true"],
      ["from.round + 1", "from.round - 1"],
    ],
  ),
  ...explained(
    "functions/copier/verify/read-table-reports.ts",
    "The world's RDS writes nothing else of such a name, and no report that cannot be read; verified-landing.test.ts has one.",
    [
      ['!key.endsWith(".json") || key.slice(prefix.length).includes("/")', "false"],
      [
        '!key.endsWith(".json") || key.slice(prefix.length).includes("/")',
        '!key.endsWith(".json") && key.slice(prefix.length).includes("/")',
      ],
      ["report === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/table-report.ts",
    "Of the marks of a database (no dot, its own name, no columns) one is enough for what this world's RDS writes; table-report.test.ts has databases with one of them alone.",
    [
      ["warning !== undefined", "false"],
      ["schemametadata !== undefined && schemametadata !== null", "false"],
      ["schemametadata !== null", "true"],
      ["entries.some(({ hasColumns }) => hasColumns)", "entries.every(({\n  hasColumns\n}) => hasColumns)"],
      ["tellsColumns || warning !== undefined", "true"],
      ["tellsColumns || warning !== undefined", "tellsColumns && warning !== undefined"],
      ['!target.includes(".") || databases.has(asFolder(target))', "false"],
      [
        '!target.includes(".") || databases.has(asFolder(target))',
        '!target.includes(".") && databases.has(asFolder(target))',
      ],
    ],
  ),
  ...explained(
    "functions/copier/verify/table-report.ts",
    "What RDS may write some day, or a report that is none; table-report.test.ts has them.",
    [
      ["report?.success !== true", "false"],
      ["!entry.success", "false"],
      ["status !== undefined", "true"],
      ['typeof value !== "object" || value === null || Array.isArray(value)', "false"],
      [
        'typeof value !== "object" || value === null || Array.isArray(value)',
        '(typeof value !== "object" || value === null) && Array.isArray(value)',
      ],
      ['typeof value !== "object" || value === null', "false"],
      ['typeof value !== "object" || value === null', 'typeof value !== "object" && value === null'],
      ['typeof value !== "object"', "false"],
      ["value === null", "false"],
    ],
  ),
  ...explained("functions/copier/verify/table-report.ts", "The words of a warning.", [
    ["[status, warning].filter((each) => each !== undefined)", "[status, warning]"],
    ["each !== undefined", "true"],
    ["each !== undefined", "false"],
  ]),
  ...explained(
    "functions/copier/land-export.ts",
    "It spares looking once more at what has ended, or asking Glue as often as messages wait: whoever goes on finds the run of the workflow, and starts none.",
    [
      [
        '  if (!job.isRoutine) return undefined;\n  const { records } = dependencies;\n  const before = landedBefore(job);\n  if (await isFinished(job, records)) return { ...before, nextStep: "none: nothing is left to be done" };\n  if (await isTold(job, dependencies)) return { ...toldBefore(job.task), subject: job.subject };\n  const claimKey = recordKey(job.date, job.task.id, "workflowStart");\n  if (job.awaitsWorkflow || !(await isAwaited(claimKey, job.messageId, dependencies))) return undefined;\n  return { ...before, nextStep: "none: another message waits to start the workflow" };',
      ],
    ],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "What is not recorded as finished is looked at again by reconciliation, which finds that nothing is left.",
    [['ended.kind === "done"', "false"]],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "It spares asking Glue as often as messages wait: whoever goes on finds the run of the workflow, and starts none.",
    [
      [
        "  const last = record && readClaim(record.body);\n  if (last?.released !== true || last.messageId === messageId) return false;\n  return clock.now().getTime() - Date.parse(last.claimedAt) < AWAITED_SECONDS * 1000;",
      ],
      [
        '3 * WAIT_POLICIES["workflow-start"].maxDelaySeconds',
        '3 / WAIT_POLICIES["workflow-start"].maxDelaySeconds',
      ],
    ],
  ),
];
