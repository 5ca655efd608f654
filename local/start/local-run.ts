import { worldClock, type WorldClock } from "../clock";
import type { Snapshot } from "../aws/rds/model";
import type { CarriedOutPlan } from "../faults/carry-out";
import { deniedDeployment } from "./denied-deployment";
import { deployPipeline, type DeployedPipeline } from "./deployed-pipeline";
import { followPipeline, type PipelineView } from "./follow";
import { EventDuplicator, sendPoison } from "./injection";
import { keepUp } from "./keep-up";
import { DATABASE_ACCOUNT } from "./landing-zone";
import { QueueWatch } from "./queue-watch";
import { startFaults } from "./run-faults";
import type { RunInputs } from "./run-options";
import { openRecords, type RunRecords } from "./run-records";
import type { RunResult } from "./run-result";
import type { RunSurroundings } from "./run-surroundings";
import { startWorld, type World } from "./run-world";
import { verifyRun } from "./verify-run";

/** A run that is over, its account still up. */
export interface FinishedRun {
  /** Its `seconds` are not yet known. */
  readonly result: RunResult;
  /** Watches what else happens in the account, until the signal. */
  stay(signal: AbortSignal): Promise<void>;
}

/** The steps of one run, in order; see {@link runLocally} for how it is ended. */
export class LocalRun {
  private readonly clock: WorldClock;
  private readonly records: RunRecords;
  private duplicator: EventDuplicator | undefined;
  private denied = false;

  constructor(
    private readonly inputs: RunInputs,
    private readonly around: RunSurroundings,
  ) {
    this.clock = worldClock(inputs.options.speed);
    this.records = openRecords(inputs.options.keep, this.clock, around);
  }

  async run(): Promise<FinishedRun> {
    const { teller, signal } = this.around;
    const world = await teller.stage(
      "servers",
      () => startWorld(this.inputs, this.clock, this.records, this.around),
      ({ aws }) =>
        `${aws.endpoint}, account ${DATABASE_ACCOUNT}, one second here is ${this.inputs.options.speed} there`,
    );
    await teller.stage(
      "sample",
      () =>
        world.data.prepare((text) => {
          teller.note(text);
        }, signal),
      (words) => words,
    );
    world.aws.onCall(({ access }) => {
      this.denied ||= access.some(({ decision }) => decision.kind === "denied");
    });
    let pipeline: DeployedPipeline;
    try {
      pipeline = await teller.stage(
        "deploy",
        () => this.deploy(world),
        ({ deployment: { queues, functions } }) =>
          `${queues.length} queues, functions ${functions.map(({ functionName }) => functionName).join(" and ")}`,
      );
    } catch (error) {
      if (!this.denied) throw error;
      teller.failed(error instanceof Error ? error.message : String(error));
      const result = await deniedDeployment(error, this.inputs, world, this.records);
      return { result, stay: () => Promise.resolve() };
    }
    const plan = startFaults(this.inputs, world, pipeline, this.clock);
    const snapshots = await teller.stage(
      "snapshot",
      () => this.takeSnapshots(world, plan),
      (taken) => taken.map(({ identifier }) => identifier).join(", "),
    );
    const watch = new QueueWatch(pipeline.deployer, pipeline.deployment);
    const view = await this.follow(world, pipeline, watch, snapshots, plan);
    const result = await verifyRun(
      { inputs: this.inputs, world, pipeline, plan, snapshots, view, records: this.records },
      teller,
    );
    return {
      result,
      stay: (until) => {
        teller.over();
        return keepUp({ ...world, watch, teller }, snapshots, until);
      },
    };
  }

  private async deploy({ aws, data }: World): Promise<DeployedPipeline> {
    const { journal, history, directory } = this.records;
    const pipeline = await deployPipeline(
      {
        aws,
        clock: this.clock,
        directory,
        instances: data.instances.map(({ identifier }) => identifier),
        listeners: {
          onLine: (line) => {
            journal.line(line);
          },
          onReport: (report) => {
            journal.report(report);
          },
          onEvent: (_functionName, event) => {
            history.eventReceived(event);
            this.duplicator?.observe(event);
          },
        },
      },
      this.around.cleanUp,
    );
    const { inject } = this.inputs.options;
    if (inject.includes("poison-message")) await sendPoison(pipeline.deployer, pipeline.exportQueueUrl);
    if (inject.includes("duplicate-event"))
      this.duplicator = new EventDuplicator(pipeline.deployer, pipeline.exportQueueUrl);
    return pipeline;
  }

  /** Automated snapshots, as RDS takes them at night; then a row is written that belongs to none. */
  private async takeSnapshots({ aws, data }: World, plan: CarriedOutPlan | undefined): Promise<Snapshot[]> {
    for (const words of plan?.words ?? []) this.around.teller.note(`on purpose: ${words}`);
    const begun = data.instances.map(({ identifier }) =>
      aws.rds.createSnapshot(identifier, undefined, { automated: true }),
    );
    const available = await Promise.all(begun.map(({ arn }) => aws.rds.snapshotAvailable(arn)));
    await data.snapshotsTaken(available);
    plan?.snapshotAvailable();
    return available;
  }

  private async follow(
    { aws }: World,
    { lambda }: DeployedPipeline,
    watch: QueueWatch,
    snapshots: readonly Snapshot[],
    plan: CarriedOutPlan | undefined,
  ): Promise<PipelineView> {
    const { teller, signal } = this.around;
    const arns = new Set(snapshots.map(({ arn }) => arn));
    const look = async (): Promise<PipelineView> => ({
      tasks: aws.rds.exportTasks.filter(({ sourceArn }) => arns.has(sourceArn)),
      workflowRuns: aws.glue.runs,
      deadMessages: await watch.deadMessages(),
      messagesLeft: await watch.messagesLeft(),
      active: lambda.active,
      standstill: plan?.standstill(),
      denied: this.denied,
    });
    // Long enough for what waits on purpose: ten minutes of the world.
    const patience = Math.max(10_000, this.clock.realMilliseconds(600));
    const first = await followPipeline(look, snapshots.length, teller, signal, patience);
    const late = (await this.duplicator?.repeat()) ?? 0;
    const view = late > 0 ? await followPipeline(look, snapshots.length, teller, signal, patience) : first;
    const words = `${view.workflowRuns.length} workflow run(s), ${view.deadMessages.length} dead letter(s)`;
    if (view.workflowRuns.length >= snapshots.length) teller.ended(words);
    else teller.failed(words);
    return view;
  }
}
