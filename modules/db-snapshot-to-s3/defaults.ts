/**
 * What the construct takes where nothing is given. The functions' numbers are chosen by time and cost: Lambda's price
 * is per GB-second and its processor share grows with memory up to one whole processor at 1,769 MB, so that work
 * bound by the processor costs the same with any memory up to there, and only ends sooner.
 */
export const DEFAULTS = {
  /** The newest that versions 5.100 and 6 of the provider both accept. */
  lambdaRuntime: "nodejs22.x",
  /** A fifth cheaper per GB-second than x86_64, and no slower for what the functions do. */
  lambdaArchitecture: "arm64",
  /**
   * MB. A handful of calls per snapshot: what takes processor time is the cold start, about 0.3 s on a whole
   * processor and so about 1 s here; with more memory the waiting for answers would only be paid more dearly.
   */
  exportLambdaMemorySize: 512,
  /**
   * MB: one whole processor. A CopyObject takes 0.5 to 0.9 ms of processor time (signing, parsing), so about a
   * thousand files a second; with the 128 MB of Lambda's default it would be less than a tenth of that, for the same
   * money. More would add a second processor, which one thread does not use.
   */
  copierLambdaMemorySize: 1769,
  /** Days: long enough to look into the failure that somebody notices at the end of a quarter. */
  logRetentionInDays: 90,
  /** The queues' messages are not traced by anybody before, so that with PassThrough nothing would be. */
  lambdaTracingMode: "Active",
  /** As in the module that this one replaces. */
  landedSnapshots: "all",
  /** What deployment scripts put on the snapshots that they take for themselves. */
  ignoredSnapshotTags: { Purpose: "PreDeployment" },
  /** The same by name, for scripts that tag later than RDS tells of the snapshot. */
  ignoredSnapshotNames: ["*-pre-deploy-*"],
  onSkippedTables: "warn",
  /** It needs a right on the zone's key that existing zones do not give. */
  multipartCopies: false,
  /** Four looks a day: a snapshot whose events were lost lands within hours, not within days. */
  reconciliationIntervalInHours: 6,
  /** Days: a long weekend, and time to notice. */
  reconciliationWindowInDays: 7,
} as const;
