import type { ExportTask } from "../aws/rds/model";
import type { LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import { WAIT_POLICIES } from "../../functions/shared/wait-policies";

/** World seconds that a hanging export is watched: the functions have looked at it several times by then. */
export const WATCHED_SECONDS = 1800;

/** Knows when an export has hung for so long that waiting for its end shows nothing more. */
export class Standstill {
  /** Tasks at 99 %. */
  private readonly hanging = new Set<string>();
  /** When any task last changed, be it in its progress. */
  private lastChange = 0;

  /** @param expected whether the plan lets an export hang for ever */
  constructor(
    private readonly around: { readonly aws: Pick<LocalAws, "rds">; readonly clock: WorldClock },
    expected: boolean,
  ) {
    if (expected)
      around.aws.rds.onTask((task) => {
        this.observe(task);
      });
  }

  words(): string | undefined {
    const quietSeconds = (this.around.clock.now().getTime() - this.lastChange) / 1000;
    if (this.hanging.size === 0 || quietSeconds < WATCHED_SECONDS) return undefined;
    const { code, patienceSeconds } = WAIT_POLICIES["export-running"];
    return (
      `the export ${[...this.hanging].join(", ")} has been IN_PROGRESS at 99 % for more than ` +
      `${WATCHED_SECONDS / 60} minutes: the copier looks again and again, and gives up with a letter ${code} after ` +
      `${patienceSeconds / 86_400} days, for which this run does not wait`
    );
  }

  private observe({ identifier, status, percentProgress }: ExportTask): void {
    this.lastChange = this.around.clock.now().getTime();
    if (status === "IN_PROGRESS" && percentProgress === 99) this.hanging.add(identifier);
    else this.hanging.delete(identifier);
  }
}
