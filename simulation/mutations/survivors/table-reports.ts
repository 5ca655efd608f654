import { explained, type Survivor } from "./survivor";

/** Of RDS's own reports of tables. */
export const TABLE_REPORT_SURVIVORS: readonly Survivor[] = [
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
    ],
  ),
  ...explained(
    "functions/copier/verify/table-report.ts",
    "What RDS may write some day, or a report that is none; table-report.test.ts has them.",
    [
      ["report?.success !== true", "false"],
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
    ["each !== undefined", "true"],
    ["each !== undefined", "false"],
  ]),
  ...explained(
    "functions/copier/verify/table-report.ts",
    "The world's RDS names a table in each entry, and writes texts; table-report.test.ts has entries that name none, and what is no text.",
    [
      ["if (isBad) skipped.push({ target: entry, text });"],
      ["JSON.stringify(each).slice(0, SHOWN_CHARACTERS)", "JSON.stringify(each)"],
      ["value === undefined || value === null", "false"],
      ["value === undefined || value === null", "value === undefined && value === null"],
      ["value === undefined", "false"],
      ['typeof value === "string"', "true"],
      ["target === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/copier/verify/table-report.ts",
    "The world's RDS writes the state of each table; table-report.test.ts has entries without one.",
    [
      ["status === undefined && !isHere", "false"],
      ["status === undefined", "true"],
      ["said.length > 0", "false"],
    ],
  ),
  ...explained("functions/copier/verify/table-report.ts", "The words of a letter, or of a manifest.", [
    ["[status, warning, ...said].filter((each) => each !== undefined)", "[status, warning, ...said]"],
  ]),
];
