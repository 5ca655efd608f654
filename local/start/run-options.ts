/** What `--break` can break. */
export const BREAKS = ["copy", "export", "quota"] as const;
export type Break = (typeof BREAKS)[number];

/** What `--inject` can send into the pipeline beside the snapshots' own events. */
export const INJECTIONS = ["duplicate-event", "poison-message"] as const;
export type Injection = (typeof INJECTIONS)[number];

/** What a local run does. */
export interface LocalRunOptions {
  /** Database instances, each with a sample database and one snapshot: 1 to 20. */
  readonly instances: number;
  /** Rows of the sample's largest table, 100 or more. */
  readonly rows: number;
  /** World seconds per real second, 1 or more: shortens waits, not work. */
  readonly speed: number;
  readonly break?: Break;
  readonly inject: readonly Injection[];
  /** Real seconds after which a run that is not over fails. */
  readonly timeoutSeconds: number;
  /** Keeps the run's folder, in `.local/` of the checkout. */
  readonly keep: boolean;
}

/** What `npm start` does without any option. */
export const DEFAULT_RUN_OPTIONS: LocalRunOptions = {
  instances: 1,
  rows: 200_000,
  speed: 60,
  inject: [],
  timeoutSeconds: 300,
  keep: false,
};
