import { explained, type Survivor } from "./survivor";

/** Of the verification. */
export const VERIFICATION_SURVIVORS: readonly Survivor[] = [
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
    [["key.slice(prefix.length)", "key"], ["return { isThere: false, table: undefined };"]],
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
