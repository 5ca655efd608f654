import type { FaultPlan } from "../faults/plan";
import type { NamedPlan } from "../faults/named-plans";
import type { OwnDatabaseRequest } from "./own-database";

export { NAMED_PLANS as BREAKS } from "../faults/named-plans";

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
  readonly break?: NamedPlan;
  /** Fault plans beside that of `break`: paths of JSON files, or faults in the short form; see `local/faults/`. */
  readonly faults: readonly string[];
  readonly inject: readonly Injection[];
  /** Real seconds after which a run that is not over fails. */
  readonly timeoutSeconds: number;
  /** Keeps the run's folder, in `.local/` of the checkout, and the endpoints up until Ctrl-C. */
  readonly keep: boolean;
  /** Somebody's own database instead of the sample. */
  readonly ownDatabase?: OwnDatabaseOptions;
}

/** A database of the person who starts the run; it is read, never written to. */
export interface OwnDatabaseOptions {
  /** As a person may see it: no password. */
  readonly address: string;
  /** Only these; empty: every schema. */
  readonly schemas: readonly string[];
  /** Only these, as `schema.table` or `table`; empty: every table. */
  readonly tables: readonly string[];
}

/** A run and what the command line has read for it. */
export interface RunInputs {
  readonly options: LocalRunOptions;
  /** What `options.faults` say. */
  readonly faults: FaultPlan | undefined;
  /** What `options.ownDatabase` means, with how to connect to it. */
  readonly database: Omit<OwnDatabaseRequest, "now"> | undefined;
}

/** What `npm start` does without any option. */
export const DEFAULT_RUN_OPTIONS: LocalRunOptions = {
  instances: 1,
  rows: 200_000,
  speed: 60,
  faults: [],
  inject: [],
  timeoutSeconds: 300,
  keep: false,
};
