import type { ExportTask } from "../aws/rds/model";
import type { LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import { WAIT_POLICIES } from "../../functions/shared/wait-policies";

/** World seconds that a hanging export is watched: the functions have looked at it several times by then. */
export const WATCHED_SECONDS = 1800;

/** Knows when an export has hung for so long that waiting for its end shows nothing more. */
export class Standstill {
  /** When each task came to 99 %. */
  private readonly since = new Map<string, Date>();

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
    const now = this.around.clock.now().getTime();
    const stuck = [...this.since].filter(([, since]) => now - since.getTime() >= WATCHED_SECONDS * 1000);
    if (stuck.length === 0) return undefined;
    const { code, patienceSeconds } = WAIT_POLICIES["export-running"];
    const names = stuck.map(([identifier]) => identifier).join(", ");
    return (
      `the export ${names} has been IN_PROGRESS at 99 % for more than ${WATCHED_SECONDS / 60} minutes: the copier ` +
      `looks again and again, and gives up with a letter ${code} after ${patienceSeconds / 86_400} days, ` +
      "for which this run does not wait"
    );
  }

  private observe({ identifier, status, percentProgress }: ExportTask): void {
    if (status !== "IN_PROGRESS") this.since.delete(identifier);
    else if (percentProgress === 99 && !this.since.has(identifier))
      this.since.set(identifier, this.around.clock.now());
  }
}
