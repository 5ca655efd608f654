/** A way that a run of the pipeline can take, as arguments of `npm start`. */
export interface Path {
  readonly name: string;
  readonly args: readonly string[];
}

/**
 * The paths by which permissions are measured: the plain one, and those that make a function do what it does in no
 * plain run (wait for the quota, give up, write a dead letter, begin again).
 */
export const PATHS: readonly Path[] = [
  { name: "plain", args: [] },
  {
    name: "doubled and unreadable messages",
    args: ["--inject", "duplicate-event", "--inject", "poison-message"],
  },
  { name: "a refused copy", args: ["--break", "copy"] },
  { name: "a failed export", args: ["--break", "export"] },
  { name: "a full quota", args: ["--break", "quota"] },
  { name: "a crash", args: ["--break", "crash"] },
];

/** Little data and short waits: what is measured is which calls are made. */
export const SMALL_RUN: readonly string[] = ["--rows", "500", "--speed", "600"];
