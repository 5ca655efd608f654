import { explained, type Survivor } from "./survivor";

/** Of what comes before and behind the copy. */
export const LANDING_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/land-export.ts",
    "A landing that is copied or verified from the start finds what is there: slower, and the same end; killed-landing.test.ts cuts it everywhere.",
    [
      ['place.phase === "copy"', "true"],
      ['place.phase === "verify"', "false"],
    ],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "No plan has two complete exports of one snapshot, which takes somebody who exports by hand; siblings.test.ts and two-exports-at-once.test.ts have.",
    [
      ['entry.kind === "refused"', "false"],
      ["lost !== undefined", "false"],
    ],
  ),
  ...explained("functions/copier/land-export.ts", "The words of a log line, which no run reads.", [
    ["!files.zoneListable", "files.zoneListable"],
    ["!files.zoneListable", "true"],
    ["!files.zoneListable", "false"],
  ]),
  ...explained(
    "functions/copier/land-export.ts",
    "It spares reading manifests that are older than the landing: who reads all of them finds the same; files-in-the-zone.test.ts counts the reads.",
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
    "functions/copier/land-export.ts",
    "What is not recorded as finished is looked at again by reconciliation, which finds that nothing is left.",
    [['ended.kind === "done"', "false"]],
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
    "Only what a person redrives is none of the functions' own, and no plan redrives a letter: finished.test.ts and redriven-letter.test.ts do.",
    [
      ["!job.isRoutine", "false"],
      ["refused !== undefined", "false"],
    ],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "The run is found among the workflow's runs, and none is started again: calls more, and the same end.",
    [["await isFinished(job, records)", "false"]],
  ),
  ...explained("functions/copier/land-export.ts", "Only what waits or is rejected ever becomes a letter.", [
    ['ended.kind === "wait" || ended.kind === "reject"', "true"],
  ]),
  ...explained(
    "functions/copier/land-export.ts",
    "A second message waits beside the first, and asks Glue as often again: it finds the run that was started, or the record of the letter.",
    [["job.awaitsWorkflow || !(await isAwaited(claimKey, job.messageId, dependencies))", "true"]],
  ),
  ...explained(
    "functions/copier/land-export.ts",
    "A letter after two days of waiting: workflow-never-starts-and-an-event-comes-late.json sees it, and asks AWS too often to be among the plans that a mutant is tried on.",
    [['ended.kind === "wait"', "false"]],
  ),
];
