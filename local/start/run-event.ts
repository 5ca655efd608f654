/** The parts of a run, in order. */
export const STAGES = {
  servers: "Postgres and the local AWS endpoint",
  sample: "Sample database",
  deploy: "Synthesise the stack and deploy it",
  snapshot: "Snapshot",
  export: "Export to Parquet",
  land: "Copy to the landing zone",
  verify: "Compare what landed with the snapshot",
} as const;
export type Stage = keyof typeof STAGES;

/** What a run tells while it goes on. */
export type RunEvent =
  | { readonly kind: "began"; readonly stage: Stage }
  /** What is going on now; replaces the stage's last note. */
  | { readonly kind: "note"; readonly stage: Stage; readonly text: string }
  | { readonly kind: "ended"; readonly stage: Stage; readonly text: string }
  | { readonly kind: "failed"; readonly stage: Stage; readonly text: string }
  /** Something that happened while the account was kept up after the run. */
  | { readonly kind: "later"; readonly text: string };

export type RunListener = (event: RunEvent) => void;
