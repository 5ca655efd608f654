import { setTimeout as sleep } from "node:timers/promises";
import type { ExportTask } from "../aws/rds/model";
import type { WorkflowRun } from "../aws/glue/local-glue";
import type { DeadMessage } from "./queue-watch";
import type { Teller } from "./teller";

/** What can be seen of the pipeline at one moment. */
export interface PipelineView {
  /** Export tasks of the run's snapshots. */
  readonly tasks: readonly ExportTask[];
  readonly workflowRuns: readonly WorkflowRun[];
  readonly deadMessages: readonly DeadMessage[];
  /** In the queues that functions read. */
  readonly messagesLeft: number;
  /** Invocations under way. */
  readonly active: number;
  /** Why nothing more is to be waited for, though messages wait; undefined as long as something may come. */
  readonly standstill: string | undefined;
  /** The policies have denied a call. */
  readonly denied: boolean;
}

/** Real milliseconds between two looks. */
const LOOK_MILLISECONDS = 200;
/** Real milliseconds of quiet after which a snapshot without an outcome has none to come. */
const QUIET_MILLISECONDS = 10_000;

/**
 * Follows the pipeline until every snapshot has an outcome (its workflow was started, or a dead letter lies there
 * for each that has not landed) and no message is left; or until nothing has happened for a while. What is denied is
 * tried again for hours of the world: then nothing moving for a while is enough.
 *
 * @param patience real milliseconds for which something may stand still after a denial
 */
export async function followPipeline(
  look: () => Promise<PipelineView>,
  snapshots: number,
  teller: Teller,
  signal: AbortSignal,
  patience: number = QUIET_MILLISECONDS,
): Promise<PipelineView> {
  const movement = new Movement();
  let quietSince: number | undefined;
  let exporting = true;
  let progress = "";
  teller.began("export");
  for (;;) {
    const view = await look();
    if (exporting && exportsOver(view, snapshots)) {
      endExportStage(view, teller);
      exporting = false;
      teller.began("land");
    }
    const seen = view.tasks.filter(isRunning).map(words).join(", ");
    if (exporting && seen !== "" && seen !== progress) teller.note((progress = seen));
    if (view.standstill !== undefined) return view;
    if (movement.stoodStillFor(view) > patience && view.denied) return { ...view, standstill: IN_VAIN };
    const quiet = view.messagesLeft === 0 && view.active === 0 && !view.tasks.some(isRunning);
    quietSince = quiet ? (quietSince ?? performance.now()) : undefined;
    const quietFor = quietSince === undefined ? 0 : performance.now() - quietSince;
    if (quietFor > LOOK_MILLISECONDS && hasOutcome(view, snapshots)) return view;
    if (quietFor > QUIET_MILLISECONDS) return view;
    await sleep(LOOK_MILLISECONDS, undefined, { signal });
  }
}

const IN_VAIN =
  "calls are denied, and nothing has moved since: it would be tried again for hours, for which this run does not wait";

/** Knows since when the pipeline has got no further. */
class Movement {
  private state = "";
  private since = performance.now();

  /** @returns real milliseconds */
  stoodStillFor({ tasks, workflowRuns, deadMessages }: PipelineView): number {
    const state = JSON.stringify([tasks.map(words), workflowRuns.length, deadMessages.length]);
    if (state !== this.state) this.since = performance.now();
    this.state = state;
    return performance.now() - this.since;
  }
}

/** The words of a task's state, as in the RDS console. */
function words(task: ExportTask): string {
  const progress = task.status === "IN_PROGRESS" ? ` ${task.percentProgress} %` : "";
  return `${task.identifier}: ${task.status}${progress}`;
}

function endExportStage({ tasks }: PipelineView, teller: Teller): void {
  const failed = tasks.filter(({ status }) => status !== "COMPLETE");
  if (tasks.length === 0) teller.failed("nothing was exported");
  else if (failed.length > 0)
    teller.failed(
      failed.map((task) => `${words(task)}: ${task.failureCause ?? "no cause given"}`).join("; "),
    );
  else teller.ended(tasks.map(words).join(", "));
}

function exportsOver(view: PipelineView, snapshots: number): boolean {
  const sources = new Set(view.tasks.map(({ sourceArn }) => sourceArn));
  if (view.tasks.some(isRunning)) return false;
  return sources.size >= snapshots || hasOutcome(view, snapshots);
}

function isRunning({ status }: ExportTask): boolean {
  return status === "STARTING" || status === "IN_PROGRESS" || status === "CANCELING";
}

/** A letter may be about something else, a poison message say: then the quiet ends the wait. */
function hasOutcome({ tasks, workflowRuns, deadMessages }: PipelineView, snapshots: number): boolean {
  const landed = new Set(
    workflowRuns.flatMap(({ properties }) =>
      tasks
        .filter(({ identifier }) => identifier === properties["export_task_id"])
        .map(({ sourceArn }) => sourceArn),
    ),
  );
  return landed.size + deadMessages.length >= snapshots;
}
