import { composeCopier } from "../functions/copier/compose";
import { composeExport } from "../functions/export/compose";
import { CountedMetrics } from "./counted-metrics";
import { seededRandom } from "./kernel/random";
import { installVirtualGlobals } from "./kernel/virtual-globals";
import type { Plan } from "./plan/plan";
import { describeRun } from "./world/describe-run";
import type { History } from "./world/history";
import { warmUp } from "./world/warm-up";
import { World, type Handlers } from "./world/world";

export type { Handlers } from "./world/world";

export interface RunOptions {
  /** Whether to write down what happens, line by line. @default false */
  readonly timeline?: boolean;
  /** Called when nothing is left to happen, while the world still stands. */
  readonly onQuiet?: () => void;
  /** The functions under test. @default the shipped ones */
  readonly handlers?: Handlers;
}

const SHIPPED: Handlers = { export: composeExport, copier: composeCopier };

/** No run takes longer, in days of its own time: two waits of 13 days one after the other, and some. */
const LONGEST_RUN_DAYS = 45;

/**
 * Lets a plan happen until nothing is left to happen. The same plan always makes the same history. While it runs, timers,
 * dates and random numbers of the whole thread are the run's own: one run at a time.
 *
 * @throws Error when the world, not a function, fails: such as a call that it does not imitate
 */
export async function runPlan(plan: Plan, options: RunOptions = {}): Promise<History> {
  await warmUp();
  const metrics = new CountedMetrics();
  const world = new World(plan, metrics.of(options.handlers ?? SHIPPED), options.timeline === true);
  const restore = installVirtualGlobals(world.time, seededRandom(plan.seed ^ 0x5bd1e995));
  try {
    await world.time.run(world.time.now + LONGEST_RUN_DAYS * 86_400_000, () => world.isQuiet);
    options.onQuiet?.();
    return { ...describeRun(world), metrics: metrics.totals };
  } finally {
    restore();
  }
}
