import {
  CreateWorkflowCommand,
  GetWorkflowCommand,
  GetWorkflowRunCommand,
  GetWorkflowRunsCommand,
  paginateGetWorkflowRuns,
  StartWorkflowRunCommand,
} from "@aws-sdk/client-glue";
import { accountId, errorName, eventually, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.close();
});

it("starts a run of a workflow with its properties, which are kept and can be read", async () => {
  world.aws.glue.createWorkflow("landing");
  const RunProperties = { import_date: "20261121", export_task_id: "t1" };
  const { RunId } = await world.glue.send(new StartWorkflowRunCommand({ Name: "landing", RunProperties }));
  const { Run } = await world.glue.send(new GetWorkflowRunCommand({ Name: "landing", RunId }));
  expect(Run).toMatchObject({ WorkflowRunId: RunId, WorkflowRunProperties: RunProperties });
  expect(world.aws.glue.runs).toEqual([
    expect.objectContaining({ workflow: "landing", runId: RunId, properties: RunProperties }),
  ]);
  expect(world.aws.calls.at(-2)).toMatchObject({
    operation: "StartWorkflowRun",
    resource: `arn:aws:glue:eu-west-2:${accountId}:workflow/landing`,
  });
  await eventually(() => (world.aws.glue.runs[0]?.status === "COMPLETED" ? true : undefined));
});

it("adds the workflow's default run properties to those of the run", async () => {
  await world.glue.send(
    new CreateWorkflowCommand({ Name: "defaults", DefaultRunProperties: { a: "1", b: "1" } }),
  );
  await world.glue.send(new StartWorkflowRunCommand({ Name: "defaults", RunProperties: { b: "2" } }));
  const { Workflow } = await world.glue.send(new GetWorkflowCommand({ Name: "defaults" }));
  expect(Workflow?.LastRun?.WorkflowRunProperties).toEqual({ a: "1", b: "2" });
});

it("lists runs page by page, newest first", async () => {
  world.aws.glue.createWorkflow("many");
  const started: (string | undefined)[] = [];
  for (let run = 0; run < 5; run += 1)
    started.push((await world.glue.send(new StartWorkflowRunCommand({ Name: "many" }))).RunId);
  const listed: (string | undefined)[] = [];
  for await (const { Runs } of paginateGetWorkflowRuns({ client: world.glue, pageSize: 2 }, { Name: "many" }))
    listed.push(...(Runs ?? []).map((run) => run.WorkflowRunId));
  expect(listed).toEqual(started.reverse());
});

it("names the errors as Glue does", async () => {
  const { glue } = world;
  await glue.send(new CreateWorkflowCommand({ Name: "twice" }));
  const names = await Promise.all(
    [
      glue.send(new StartWorkflowRunCommand({ Name: "unknown" })),
      glue.send(new GetWorkflowRunsCommand({ Name: "unknown" })),
      glue.send(new GetWorkflowRunCommand({ Name: "twice", RunId: "wr_none" })),
      glue.send(new CreateWorkflowCommand({ Name: "twice" })),
      glue.send(new GetWorkflowCommand({ Name: "" })),
    ].map(errorName),
  );
  expect(names).toEqual([
    ...Array<string>(3).fill("EntityNotFoundException"),
    "AlreadyExistsException",
    "InvalidInputException",
  ]);
});
