import { explained, type Survivor } from "./survivor";

/** Of the verification. */
export const VERIFICATION_SURVIVORS: readonly Survivor[] = [
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
      ["isTwin || own.names.count(name) > 1 || neighbours.names.has(name)", "false"],
      [
        "isTwin || own.names.count(name) > 1 || neighbours.names.has(name)",
        "(isTwin || own.names.count(name) > 1) && neighbours.names.has(name)",
      ],
      ["isTwin || own.names.count(name) > 1", "false"],
      ["isTwin || own.names.count(name) > 1", "isTwin && own.names.count(name) > 1"],
      ["own.names.count(name) > 1", "false"],
      ["collides(name)", "false"],
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
  ...explained(
    "functions/copier/verify/file-set.ts",
    "Sorting once more, or an empty set, changes nothing.",
    [
      ["true", "false"],
      ["!this.sorted", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify/file-set.ts",
    "No plan has a table of more than 1,024 files; file-set.test.ts has.",
    [
      ["this.length === this.values.length", "false"],
      ["const larger = new BigUint64Array(2 * this.length);"],
      ["end < this.length", "true"],
    ],
  ),
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
      [
        "looked.prefixes.get(prefix) ?? liesAnythingAt(prefix, signal)",
        "looked.prefixes.get(prefix) && liesAnythingAt(prefix, signal)",
      ],
      ["page.length > 0", "true"],
      ["page.length > 0", "false"],
      ["return false;"],
      ["unfinished.size === 0", "true"],
      ["unfinished.size === 0", "false"],
      [
        "unfinished.has(taskId) &&\n          (await holds(`${prefix}${database}/`, signal)) &&\n          (await holds(`${prefix}${database}/${table}/`, signal))",
        "true",
      ],
      [
        "unfinished.has(taskId) &&\n          (await holds(`${prefix}${database}/`, signal)) &&\n          (await holds(`${prefix}${database}/${table}/`, signal))",
        "false",
      ],
      [
        "unfinished.has(taskId) &&\n          (await holds(`${prefix}${database}/`, signal)) &&\n          (await holds(`${prefix}${database}/${table}/`, signal))",
        "unfinished.has(taskId) && (await holds(`${prefix}${database}/`, signal)) || (await holds(`${prefix}${database}/${table}/`, signal))",
      ],
      ["unfinished.has(taskId) &&\n          (await holds(`${prefix}${database}/`, signal))", "true"],
      [
        "unfinished.has(taskId) &&\n          (await holds(`${prefix}${database}/`, signal))",
        "unfinished.has(taskId) || (await holds(`${prefix}${database}/`, signal))",
      ],
      ["true", "false"],
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
    "functions/copier/verify/other-exports.ts",
    "An export too much has no files in these partitions, or explains none of them; the plans have none of another bucket.",
    [
      [
        '(await looked.tasks)\n        .filter((task) => task.id !== own.taskId && task.bucket === own.bucket && task.status === "COMPLETE")\n        .filter(({ sourceArn, snapshotTime }) => {\n          const date = landingDate(sourceArn, snapshotTime);\n          return date !== undefined && importDate(date) === day;\n        })',
        '(await looked.tasks).filter(task => task.id !== own.taskId && task.bucket === own.bucket && task.status === "COMPLETE")',
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
      ["!manifests.has(task)", "manifests.has(task)"],
    ],
  ),
  ...explained(
    "functions/copier/verify/tally.ts",
    "The fingerprint alone tells two counts apart: files and bytes are compared first because they can be read.",
    [
      [
        "one.files === other.files && one.bytes === other.bytes && one.fingerprint === other.fingerprint",
        "one.files === other.files && one.bytes === other.bytes || one.fingerprint === other.fingerprint",
      ],
      ["one.files === other.files && one.bytes === other.bytes", "true"],
      [
        "one.files === other.files && one.bytes === other.bytes",
        "one.files === other.files || one.bytes === other.bytes",
      ],
      ["one.files === other.files", "true"],
      ["one.bytes === other.bytes", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify/tally.ts",
    "As many files and bytes under other names: no fault of the world makes such a zone; tally.test.ts does.",
    [["one.fingerprint === other.fingerprint", "true"]],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "Where the verification is cut: it goes on from the page before, and comes to the same tables; verify.test.ts cuts it everywhere.",
    [
      ["name !== undefined && from.table !== undefined", "name !== undefined || from.table !== undefined"],
      ["name !== undefined", "true"],
      ["from.table !== undefined", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "A file outside of any table is met by the copy before, with the same letter.",
    [['object.kind === "stray"', "false"]],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "A table without its mark always has files in this world.",
    [["false", "true"]],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "A table that has files needs no mark, and an empty one has nothing else.",
    [['object.kind === "success"', "true"]],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "Objects come in the order of their keys, so that a table never begins twice.",
    [
      ["counted === undefined || table === undefined", "counted === undefined && table === undefined"],
      ["counted === undefined", "false"],
      ["table === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "RDS's folders always hold one or the other in this world.",
    [
      ["table.tally.files > 0 || table.success", "true"],
      ["table.tally.files > 0", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "It goes on to look at the names, which finds that all is well: slower, and the same end; or it is cut, and counts once more.",
    [
      ["-1", "+1"],
      ["after !== undefined", "true"],
      ["after !== undefined", "false"],
      [
        "isExplainedWith(await ports.others.landedMeanwhile(table)) ||\n      isExplainedWith(await ports.others.landed(table))",
        "isExplainedWith(await ports.others.landedMeanwhile(table)) && isExplainedWith(await ports.others.landed(table))",
      ],
      ["true", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "An export of which somebody deletes a part while it is verified: the plans delete all of it.",
    [
      ["key.slice(prefix.length)", "key"],
      ["page.length > 0", "true"],
      ["return { isThere: false, table: undefined };"],
    ],
  ),
  ...explained(
    "functions/copier/verify/verifier.ts",
    "Keys that name no table are met by the copy before, with the same letter.",
    [
      ["database && table && rest.length > 0", "true"],
      ["database && table && rest.length > 0", "database && table || rest.length > 0"],
      ["database && table", "true"],
      ["database && table", "database || table"],
      ["rest.length > 0", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify/verify.ts",
    "What interrupts a verification is told, or waited for: the next one finds the same.",
    [["!differences.found", "true"]],
  ),
  ...explained(
    "functions/copier/verify/zone-partition.ts",
    "Nobody makes folders in the world's zone; and of a zone that may not be listed either letter is taken, that of the denied call or ZONE_NOT_LISTABLE.",
    [
      ["page.filter((object) => !isFolderMarker(object, partition))", "page"],
      ['error instanceof AwsCallError && error.kind === "denied"', "true"],
      ['error instanceof AwsCallError && error.kind === "denied"', "false"],
      [
        'error instanceof AwsCallError && error.kind === "denied"',
        'error instanceof AwsCallError || error.kind === "denied"',
      ],
      ['error.kind === "denied"', "true"],
      ["key === partition && size === 0", "false"],
      ["key === partition && size === 0", "key === partition || size === 0"],
      ["key === partition", "true"],
      ["return key === partition && size === 0;"],
    ],
  ),
];
