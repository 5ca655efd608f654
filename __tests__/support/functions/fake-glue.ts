import type { HttpResponse } from "@smithy/core/protocols";
import { refuse, response } from "./answers";

export interface FakeRun {
  readonly id: string;
  readonly workflow: string;
  readonly properties: Readonly<Record<string, string>>;
}

interface GlueInput {
  readonly Name: string;
  readonly NextToken?: string;
  readonly RunProperties?: Readonly<Record<string, string>>;
}

/** Glue's workflows as far as the functions use them; runs come in pages of one. */
export class FakeGlue {
  readonly workflows = new Set<string>();
  readonly runs: FakeRun[] = [];

  answer(action: string, input: unknown): HttpResponse {
    const { Name, NextToken, RunProperties = {} } = input as GlueInput;
    if (!this.workflows.has(Name)) refuse("EntityNotFoundException", `Entity not found: ${Name}`);
    if (action === "StartWorkflowRun") {
      const run = { id: `wr_${this.runs.length + 1}`, workflow: Name, properties: RunProperties };
      this.runs.push(run);
      return json({ RunId: run.id });
    }
    const at = Number(NextToken ?? "0");
    const runs = this.runs.filter(({ workflow }) => workflow === Name);
    return json({
      Runs: runs.slice(at, at + 1).map((run) => ({
        Name,
        WorkflowRunId: run.id,
        WorkflowRunProperties: run.properties,
      })),
      ...(at + 1 < runs.length && { NextToken: String(at + 1) }),
    });
  }
}

function json(body: unknown): HttpResponse {
  return response(200, "application/x-amz-json-1.1", JSON.stringify(body));
}
