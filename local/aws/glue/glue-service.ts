import { randomBytes } from "node:crypto";
import * as z from "zod";
import type { WorldClock } from "../../clock";
import { AwsError } from "../aws-error";
import { jsonAnswer, jsonError, parseInput, readJson, type JsonProtocol } from "../protocols/json-protocol";
import { glueNeeds } from "../needs/glue-needs";
import type { CredentialProblem, Service } from "../service";
import type { LocalGlue, WorkflowRun } from "./local-glue";

const protocol: JsonProtocol = {
  contentType: "application/x-amz-json-1.1",
  targetPrefix: "AWSGlue",
  errorNamespace: "",
};

/** World seconds that a workflow run is RUNNING; what the workflow would do is not imitated. */
const RUN_SECONDS = 60;

const name = z.string().min(1).max(255);
const properties = z.record(z.string(), z.string());
const inputs = {
  CreateWorkflow: z.object({
    Name: name,
    Description: z.string().optional(),
    DefaultRunProperties: properties.optional(),
  }),
  GetWorkflow: z.object({ Name: name }),
  StartWorkflowRun: z.object({ Name: name, RunProperties: properties.optional() }),
  GetWorkflowRun: z.object({ Name: name, RunId: z.string().min(1) }),
  ListWorkflows: z.object({
    NextToken: z.string().optional(),
    MaxResults: z.int().min(1).max(25).optional(),
  }),
  GetWorkflowRuns: z.object({
    Name: name,
    NextToken: z.string().optional(),
    MaxResults: z.int().min(1).max(1000).optional(),
  }),
};

interface Workflow {
  readonly name: string;
  readonly description: string | undefined;
  readonly defaults: Readonly<Record<string, string>>;
  readonly createdOn: Date;
}

type StartedRun = Omit<WorkflowRun, "status" | "completedOn">;

/** Glue's workflows: calls are answered and kept. */
export class Glue implements LocalGlue {
  private readonly workflows = new Map<string, Workflow>();
  private readonly started: StartedRun[] = [];

  constructor(
    private readonly clock: WorldClock,
    private readonly region: string,
    private readonly accountId: string,
  ) {}

  get runs(): readonly WorkflowRun[] {
    return this.started.map((run) => this.asOfNow(run));
  }

  createWorkflow(workflow: string): void {
    if (this.workflows.has(workflow)) throw new Error(`There is a workflow named ${workflow} already.`);
    this.add(workflow, undefined, {});
  }

  workflowArn(workflow: string): string {
    return `arn:aws:glue:${this.region}:${this.accountId}:workflow/${workflow}`;
  }

  /** Carries out one operation. @throws AwsError */
  carryOut(operation: keyof typeof inputs, input: unknown): unknown {
    switch (operation) {
      case "CreateWorkflow": {
        const given = parse(inputs.CreateWorkflow, input);
        if (this.workflows.has(given.Name))
          throw new AwsError("AlreadyExistsException", `Workflow ${given.Name} already exists`);
        this.add(given.Name, given.Description, given.DefaultRunProperties ?? {});
        return { Name: given.Name };
      }
      case "GetWorkflow":
        return { Workflow: this.describe(this.find(parse(inputs.GetWorkflow, input).Name)) };
      case "StartWorkflowRun": {
        const given = parse(inputs.StartWorkflowRun, input);
        return { RunId: this.start(this.find(given.Name), given.RunProperties ?? {}) };
      }
      case "GetWorkflowRun": {
        const given = parse(inputs.GetWorkflowRun, input);
        this.find(given.Name);
        const run = this.runs.find((item) => item.workflow === given.Name && item.runId === given.RunId);
        if (run === undefined)
          throw new AwsError("EntityNotFoundException", `Workflow run ${given.RunId} was not found.`);
        return { Run: runJson(run) };
      }
      case "ListWorkflows": {
        const { NextToken = "", MaxResults = 25 } = parse(inputs.ListWorkflows, input);
        const rest = [...this.workflows.keys()].sort().filter((workflow) => workflow > NextToken);
        const page = rest.slice(0, MaxResults);
        return { Workflows: page, ...(rest.length === page.length ? {} : { NextToken: page.at(-1) }) };
      }
      case "GetWorkflowRuns":
        return this.page(parse(inputs.GetWorkflowRuns, input));
    }
  }

  private start(workflow: Workflow, given: Readonly<Record<string, string>>): string {
    const runId = `wr_${randomBytes(32).toString("hex")}`;
    this.started.push({
      workflow: workflow.name,
      runId,
      properties: { ...workflow.defaults, ...given },
      startedOn: this.clock.now(),
    });
    return runId;
  }

  /** Newest first, as Glue lists them. */
  private page(given: z.infer<typeof inputs.GetWorkflowRuns>): unknown {
    this.find(given.Name);
    const newestFirst = this.runs.filter((run) => run.workflow === given.Name).reverse();
    const size = given.MaxResults ?? 100;
    const from =
      given.NextToken === undefined ? 0 : newestFirst.findIndex((r) => r.runId === given.NextToken);
    if (from < 0) throw new AwsError("InvalidInputException", "The NextToken is not valid.");
    const next = newestFirst[from + size];
    return {
      Runs: newestFirst.slice(from, from + size).map(runJson),
      ...(next === undefined ? {} : { NextToken: next.runId }),
    };
  }

  private add(workflow: string, description: string | undefined, defaults: Record<string, string>): void {
    this.workflows.set(workflow, { name: workflow, description, defaults, createdOn: this.clock.now() });
  }

  private find(workflow: string): Workflow {
    const found = this.workflows.get(workflow);
    if (found === undefined)
      throw new AwsError("EntityNotFoundException", `Entity not found: workflow ${workflow}`);
    return found;
  }

  private describe(workflow: Workflow): unknown {
    const last = this.runs.findLast((run) => run.workflow === workflow.name);
    return {
      Name: workflow.name,
      Description: workflow.description,
      DefaultRunProperties: workflow.defaults,
      CreatedOn: seconds(workflow.createdOn),
      LastModifiedOn: seconds(workflow.createdOn),
      ...(last === undefined ? {} : { LastRun: runJson(last) }),
    };
  }

  private asOfNow(run: StartedRun): WorkflowRun {
    const end = new Date(run.startedOn.getTime() + RUN_SECONDS * 1000);
    if (this.clock.now() < end) return { ...run, status: "RUNNING" };
    return { ...run, status: "COMPLETED", completedOn: end };
  }
}

/** Every operation of the local Glue. */
export const glueOperations: readonly string[] = Object.keys(inputs);

/** Glue on the wire: JSON 1.1. */
export function glueService(glue: Glue): Service {
  return {
    async understand(request) {
      const { action, input } = await readJson(protocol, request);
      if (!isOperation(action))
        throw new AwsError("UnknownOperationException", `The local Glue has no operation ${action}.`);
      const workflow = input["Name"];
      return {
        name: action,
        resource: typeof workflow === "string" ? glue.workflowArn(workflow) : "",
        needs: ({ accountId }) =>
          glueNeeds(action, typeof workflow === "string" ? glue.workflowArn(workflow) : "*", accountId),
        run: () => Promise.resolve(jsonAnswer(protocol, glue.carryOut(action, input))),
      };
    },
    renderError: (error) => jsonError(protocol, error),
    denial: ({ message }) => new AwsError("AccessDeniedException", message),
    refusal,
  };
}

function isOperation(action: string): action is keyof typeof inputs {
  return Object.hasOwn(inputs, action);
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  return parseInput(schema, input, "InvalidInputException");
}

function refusal(problem: CredentialProblem): AwsError {
  switch (problem) {
    case "missing":
      return new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
    case "unknown-access-key":
    case "wrong-session-token":
      return new AwsError(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
      );
  }
}

function runJson(run: WorkflowRun): unknown {
  const running = run.status === "RUNNING";
  return {
    Name: run.workflow,
    WorkflowRunId: run.runId,
    WorkflowRunProperties: run.properties,
    StartedOn: seconds(run.startedOn),
    ...(run.completedOn === undefined ? {} : { CompletedOn: seconds(run.completedOn) }),
    Status: run.status,
    Statistics: {
      TotalActions: 1,
      TimeoutActions: 0,
      FailedActions: 0,
      StoppedActions: 0,
      SucceededActions: running ? 0 : 1,
      RunningActions: running ? 1 : 0,
    },
  };
}

function seconds(time: Date): number {
  return time.getTime() / 1000;
}
