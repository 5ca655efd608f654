import type { Random } from "../kernel/random";
import type { VirtualTime } from "../kernel/virtual-time";
import type { Plan } from "../plan/plan";
import { RUN_START } from "./facts";
import type { FaultBook } from "./fault-book";

/** What all services of a world share. */
export interface WorldBase {
  readonly plan: Plan;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: FaultBook;
  /** Adds a line to the timeline, if one is kept; the text is only made then. */
  readonly tell: (line: () => string) => void;
  /** Something has changed that a schedule's next tick may have to look at. */
  readonly changed: () => void;
}

/** Seconds since the run's start. */
export function secondsOf(milliseconds: number): number {
  return (milliseconds - RUN_START) / 1000;
}

/** Milliseconds since 1970 of a second of the run. */
export function timeOf(seconds: number): number {
  return RUN_START + Math.round(seconds * 1000);
}
