import { explained, type Survivor } from "./survivor";

/** Of the other exports of a day, and of the names that are told apart. */
export const NEIGHBOUR_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "It spares reading manifests that are older than the landing: who reads all of them, or none, finds the same by the second look at all.",
    [["15 * 60_000", "15 / 60_000"]],
  ),
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "It spares reading manifests that are older than the landing: who reads all of them finds the same.",
    [
      [
        "(own.zoneEmptyAt?.getTime() ?? 0) - CLOCK_MARGIN_MILLISECONDS",
        "(own.zoneEmptyAt?.getTime() ?? 0) + CLOCK_MARGIN_MILLISECONDS",
      ],
      ["own.zoneEmptyAt?.getTime() ?? 0", "own.zoneEmptyAt?.getTime() && 0"],
    ],
  ),
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "Names are looked at, or not, where two exports of a day land at once: only two with files of one name that land in the same second show it, as seeds of `npm run simulate` do.",
    [
      ["page.length > 0", "true"],
      ["return false;"],
      ["unfinished.size === 0", "false"],
      [
        "(await holds(`${prefix}${database}/`, signal)) &&\n          (await holds(`${prefix}${database}/${table}/`, signal))",
        "true",
      ],
      [
        "(await holds(`${prefix}${database}/`, signal)) &&\n          (await holds(`${prefix}${database}/${table}/`, signal))",
        "(await holds(`${prefix}${database}/`, signal)) || (await holds(`${prefix}${database}/${table}/`, signal))",
      ],
    ],
  ),
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "It spares reading: what is no manifest is read as none, and one's own explains one's own files.",
    [
      ["manifests.filter(({ lastModified }) => lastModified >= since)", "manifests"],
      ["lastModified >= since", "true"],
      ["lastModified >= since", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/neighbours.ts",
    "No plan has two complete exports of one snapshot, which takes somebody who exports by hand; siblings.test.ts has.",
    [
      [
        'tasks\n    .filter((task) => task.id !== own.id && task.bucket === own.bucket && task.status === "COMPLETE")\n    .filter(({ sourceArn, snapshotTime }) => {\n      const date = landingDate(sourceArn, snapshotTime);\n      return date !== undefined && importDate(date) === day;\n    })\n    .filter((task) => !siblings(own, task))',
        'tasks.filter(task => task.id !== own.id && task.bucket === own.bucket && task.status === "COMPLETE").filter(({\n  sourceArn,\n  snapshotTime\n}) => {\n  const date = landingDate(sourceArn, snapshotTime);\n  return date !== undefined && importDate(date) === day;\n})',
      ],
    ],
  ),
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "No plan has two complete exports of one snapshot, nor a manifest without a time; siblings.test.ts has the first.",
    [
      ["manifest !== undefined && siblings(task, exportOf(manifest))", "false"],
      ["manifest !== undefined", "true"],
      ["snapshot.time === null", "true"],
      ["snapshot.time === null", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/neighbours.ts",
    "An export too much has no files in these partitions, or explains none of them; the plans have none of another bucket.",
    [
      [
        'tasks\n    .filter((task) => task.id !== own.id && task.bucket === own.bucket && task.status === "COMPLETE")\n    .filter(({ sourceArn, snapshotTime }) => {\n      const date = landingDate(sourceArn, snapshotTime);\n      return date !== undefined && importDate(date) === day;\n    })',
        'tasks.filter(task => task.id !== own.id && task.bucket === own.bucket && task.status === "COMPLETE")',
      ],
      ["task.bucket === own.bucket", "true"],
      ['task.status === "COMPLETE"', "true"],
      ["date !== undefined && importDate(date) === day", "true"],
      ["date !== undefined && importDate(date) === day", "date !== undefined || importDate(date) === day"],
      ["date !== undefined", "true"],
      ["importDate(date) === day", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify/neighbours.ts",
    "Whether tasks are listed or asked for one by one is a matter of calls; neighbours.test.ts counts them, and has a task that RDS does not know and a call that fails.",
    [
      ["(await allNeighbours(own, rds)).filter(({ taskId }) => ids.has(taskId))"],
      ["ids.size > MOST_ASKED_FOR", "true"],
      ["ids.size > MOST_ASKED_FOR", "false"],
      ["task !== undefined", "true"],
      ["failures.length > 0", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "Two manifests never have one key; by which name a count is kept matters only for one that is still exported.",
    [["manifest?.exportTask ?? key", "manifest?.exportTask && key"]],
  ),
  ...explained(
    "functions/copier/verify/other-exports.ts",
    "Without a neighbour's manifest its files are explained by its export.",
    [["failures.length > 0", "false"]],
  ),
  ...explained(
    "functions/copier/verify/other-records.ts",
    "One's own records explain one's own files once more, or a look at names that was not needed: the second look finds the same.",
    [
      ["found.taskId === taskId", "false"],
      ["begun.filter((task) => !manifests.has(task))", "begun"],
    ],
  ),
  ...explained(
    "functions/copier/verify/explain-differences.ts",
    "A second look at the same things: it matters only where a neighbour's export ends between the two, within some seconds.",
    [
      ["differences.unknown.total === 0", "true"],
      ["differences.unknown.total === 0", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/explain-differences.ts",
    "What it clears has been explained by the counts before the names were looked at, but where a third export lands at that moment.",
    [["sameFiles(unknown.tally(), sumOf(neighbours.expired))", "false"]],
  ),
  ...explained(
    "functions/copier/verify/explain-differences.ts",
    "The copy writes over no file of another export, and finds two of one name itself unless it was cut between them: the letter has the same code.",
    [
      ["tally.files > 0 && sameFiles(tally, own.tally)", "false"],
      ["tally.files > 0", "true"],
      ["isTwin || own.names.count(name) > 1", "false"],
      ["isTwin || own.names.count(name) > 1", "isTwin && own.names.count(name) > 1"],
      ["own.names.count(name) > 1", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/explain-differences.ts",
    "A neighbour that is explained twice, by its files and by its manifest, is still explained.",
    [
      ["manifest !== undefined && sameFiles(manifest, tally)", "true"],
      ["manifest !== undefined && sameFiles(manifest, tally)", "false"],
    ],
  ),
];
