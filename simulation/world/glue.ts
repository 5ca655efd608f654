import type { HttpResponse } from "@smithy/core/protocols";
import { json, refuse } from "./answers";
import { BACKDATED_WORKFLOW, WORKFLOW } from "./facts";
import { isDuring } from "./fault-book";
import type { WorkflowRunHistory } from "./history";
import { secondsOf, type WorldBase } from "./world-base";

interface Input {
  readonly Name: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly RunProperties?: Readonly<Record<string, string>>;
}

interface Run extends WorkflowRunHistory {
  readonly workflow: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Both workflows, behind Glue's JSON protocol; the newest run comes first. */
export class Glue {
  readonly runs: Run[] = [];

  constructor(
    private readonly world: WorldBase,
    /** Whether every file of that export lies in the landing zone. */
    private readonly isLanded: (taskId: string) => boolean,
  ) {}

  answer(action: string, input: unknown): HttpResponse {
    const given = input as Input;
    if (given.Name !== WORKFLOW && given.Name !== BACKDATED_WORKFLOW)
      refuse("EntityNotFoundException", `Entity not found: ${given.Name}`);
    if (action === "StartWorkflowRun") return this.start(given);
    if (action === "GetWorkflowRuns") return this.list(given);
    return refuse("InvalidInputException", `The world does not imitate glue:${action}`);
  }

  private start({ Name, RunProperties = {} }: Input): HttpResponse {
    const { time, faults, tell, changed } = this.world;
    if (faults.meet("workflow-full", (fault) => isDuring(fault, time.now)) !== undefined)
      refuse("ConcurrentRunsExceededException", "Too many concurrent runs of the workflow");
    const taskId = RunProperties["export_task_id"] ?? "";
    const run: Run = {
      workflow: Name,
      properties: RunProperties,
      runId: `wr_${this.runs.length + 1}`,
      taskId,
      importDate: RunProperties["import_date"] ?? "",
      startedAt: secondsOf(time.now),
      complete: this.isLanded(taskId),
    };
    this.runs.push(run);
    changed();
    tell(() => `${Name} starts for ${taskId}: ${run.complete ? "everything is there" : "INCOMPLETE"}`);
    return json({ RunId: run.runId });
  }

  private list({ Name, NextToken, MaxResults = 1000 }: Input): HttpResponse {
    const runs = this.runs.filter(({ workflow }) => workflow === Name);
    // A run that starts meanwhile must not shift the pages: they count from the oldest.
    const newest = NextToken === undefined ? runs.length : Number(NextToken);
    const oldest = Math.max(0, newest - Math.min(MaxResults, this.world.plan.settings.pageSize ?? 5));
    const page = runs.slice(oldest, newest).reverse();
    return json({
      Runs: page.map((run) => ({
        Name,
        WorkflowRunId: run.runId,
        WorkflowRunProperties: run.properties,
      })),
      ...(oldest > 0 && { NextToken: String(oldest) }),
    });
  }
}
