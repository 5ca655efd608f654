// Plans that do much with a file: a mutant of it is tried on these first, as far as they reach it.
const COPY = [
  ...["first-copy-fails-alone", "copies-fail-for-hours", "copy-is-cut"],
  ...["copies-fail-without-reconciliation", "slow-without-reconciliation", "files-of-one-name"],
  ...["one-landing-file-for-two-exports", "landed-files-spoilt-once", "killed-while-copying"],
];
const DAY = [
  ...["manual-first-of-day-landed-and-deleted", "first-of-day-automated-deleted-while-exported"],
  ...["first-of-day-is-deleted", "first-of-day-is-deleted-nobody-tells", "earlier-one-shows-no-time"],
  ...[
    "earlier-one-still-being-made-by-hand",
    "ignored-one-came-first",
    "backdated",
    "names-that-are-ignored",
  ],
  ...["names-that-nearly-match", "tags-that-are-ignored", "ignored-by-reconciliation"],
  ...[
    "tagged-when-it-has-landed",
    "tagged-one-came-first",
    "copy-made-beside-a-backup",
    "made-again-under-its-name-behind-its-landing",
  ],
];
const ZONE = [
  ...["neighbour-lands-meanwhile", "neighbours-expired-and-landing", "strangers-file-among-neighbours"],
  "neighbour-expired",
  ...["landed-files-spoilt-once", "landed-files-spoilt-for-ever", "slow-without-reconciliation"],
  ...["tables-named-like-partitions", "files-of-one-name-far-apart"],
];
const CLAIM = [
  ...["two-land-at-the-same-moment", "two-messages-find-files-missing", "workflow-is-full"],
  ...["workflow-answer-lost", "copies-fail-without-reconciliation", "files-of-one-name"],
  ...["workflow-start-is-throttled", "workflow-is-full-for-a-while", "copies-fail-for-a-minute"],
  ...["answer-to-the-claim-of-a-start-lost", "event-comes-while-landing", "landed-files-spoilt-once"],
  ...["workflow-start-is-denied-for-ever", "no-workflow", "workflow-start-delivered-twice"],
];

const REPORT = [
  ...["rds-loses-a-table", "databases-with-dots", "rds-loses-an-empty-table-of-a-database-with-dots"],
  ...["rds-loses-the-only-table", "table-skipped-under-fail", "table-skipped-under-warn"],
  ...["only-table-of-a-database-with-dots-is-skipped", "rds-loses-a-table-of-mysql"],
];

/** By the end of the file's path. */
export const LIKELY_PLANS = [
  [/copier\/(land|copy-run|low-water-mark|copy-outcome)\.ts$/, COPY],
  [/copier\/plan\.ts$/, ["file-of-unknown-kind", "key-too-long", "key-just-short-enough", ...ZONE, ...COPY]],
  [/copier\/(verify\/(read-table-reports|table-report)|conclude-landing)\.ts$/, REPORT],
  [/copier\/(verify\/.*|verify-landing|verify-outcome)\.ts$/, ZONE],
  [/copier\/(claim|landing-claim|start-workflow|land-export)\.ts$/, CLAIM],
  [
    /copier\/conclude-landing\.ts$/,
    [
      "table-skipped-under-fail",
      "table-skipped-under-warn",
      "only-table-is-skipped",
      "export-without-tables",
    ],
  ],
  [/export\/(landing-rules|judge-snapshot)\.ts$/, DAY],
  [
    /export\/(decide|slot-turn)\.ts$/,
    [
      ...["export-seen-while-cancelling", "snapshot-made-again-under-its-name", "start-event-alone"],
      ...["start-answer-lost", "backdated-to-no-day", "three-for-one-slot", "fails-and-nobody-tells"],
      ...["two-deliveries-without-reconciliation", "earlier-one-shows-no-time"],
      ...["start-event-alone-behind-full-slots", "tagged-late-and-failed", "tagged-late-and-cancelled"],
    ],
  ],
  [
    /export\/reconcile\/.*\.ts$/,
    [
      ...["complete-and-nobody-tells", "fails-three-times", "fails-and-nobody-tells", "fails-twice"],
      ...["snapshot-made-again-under-its-name", "files-deleted-before-they-land", "long-export"],
      ...["earlier-one-still-being-made-by-hand", "backdated", "ignored-by-reconciliation"],
      ...["first-of-day-landed-without-its-instance", "copy-made-beside-a-backup", "slow-snapshot-of-a-day"],
      ...["tagged-when-it-has-landed", "look-starts-and-cannot-tell", "one-look-a-day-and-the-last-is-late"],
      ...["tagged-late-and-failed", "tagged-late-and-cancelled", "exported-by-hand-in-vain"],
      ...["fails-once-deleted-days-later", "redriven-after-a-denial", "exported-by-hand-first"],
    ],
  ],
];
