import { DEFAULTS } from "../../modules/db-snapshot-to-s3/defaults";
import type { Settings, SettingValues } from "./setting";

/** Which snapshots land, what counts as landed, and how it is seen that none is missing. */
export const landingSettings = {
  landed_snapshots: {
    type: "string",
    description:
      "Which snapshots of an instance land: all, or first_of_day, the first of each UTC day. Two snapshots of one day share an import_date partition, where their rows stand twice.",
    default: DEFAULTS.landedSnapshots,
    rules: [{ kind: "one of", to: "value", values: ["all", "first_of_day"] }],
  },
  ignored_snapshot_tags: {
    type: "map(string)",
    description:
      "Snapshots that have one of these tags with that value are not exported. Empty: tags do not matter.",
    default: DEFAULTS.ignoredSnapshotTags,
    rules: [
      {
        kind: "length",
        to: "value",
        max: 5,
        because: "since a function's environment variables have 4 KB in all",
      },
      { kind: "length", to: "keys", min: 1, max: 128 },
      { kind: "length", to: "values", max: 128 },
    ],
  },
  ignored_snapshot_names: {
    type: "list(string)",
    description:
      "Snapshots whose name matches one of these patterns are not exported; * stands for any characters. Scripts may tag a snapshot only after its event: a name is there at once. Empty: names do not matter.",
    default: DEFAULTS.ignoredSnapshotNames,
    rules: [
      {
        kind: "length",
        to: "value",
        max: 10,
        because: "since a function's environment variables have 4 KB in all",
      },
      { kind: "length", to: "each", min: 1, max: 128 },
      {
        kind: "regex",
        to: "each",
        pattern: "^[A-Za-z0-9:*-]+$",
        words: "letters, digits, hyphens and colons, which a snapshot's name may hold, and *",
      },
      { kind: "unique", to: "value" },
    ],
  },
  on_skipped_tables: {
    type: "string",
    description:
      "What becomes of an export from which RDS left out tables: warn lands it, starts the workflow and sounds an alarm; fail lands what there is, starts no workflow and writes a dead letter that names them.",
    default: DEFAULTS.onSkippedTables,
    rules: [{ kind: "one of", to: "value", values: ["warn", "fail"] }],
  },
  multipart_copies: {
    type: "bool",
    description:
      "Whether files above 5 GB land too. They are copied in parts, for which the copier needs kms:Decrypt on the landing zone's key beside what it has: with true its role may, and the statements for the zone's owner ask for it.",
    default: DEFAULTS.multipartCopies,
  },
  reconciliation_interval_in_hours: {
    type: "number",
    description:
      "Hours between two looks for snapshots that have not landed although RDS has them: events may get lost. What is missing is exported or copied again. Fewer than half of the hours that a look goes back. 0: nobody looks.",
    default: DEFAULTS.reconciliationIntervalInHours,
    rules: [{ kind: "range", to: "value", min: 0, max: 168, integer: true }],
  },
  reconciliation_window_in_days: {
    type: "number",
    description:
      "Days that such a look goes back, never further than to the first apply. Fewer than the export bucket keeps its files, or an export would be missed that has only expired; and more than twice the hours between two looks, so that each snapshot is found even when a look is lost.",
    default: DEFAULTS.reconciliationWindowInDays,
    rules: [
      {
        kind: "range",
        to: "value",
        min: 1,
        max: 20,
        integer: true,
        because: "which is fewer than any export_retention_in_days",
      },
    ],
  },
} as const satisfies Settings;

export type LandingSettings = SettingValues<typeof landingSettings>;
