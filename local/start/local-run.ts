import path from "node:path";
import { startLocalAws } from "../aws/local-aws";
import type { Snapshot } from "../aws/rds/model";
import type { LocalAws } from "../aws/types";
import { worldClock, type WorldClock } from "../clock";
import { breakPlan } from "./break-plan";
import type { CleanUp } from "./clean-up";
import { deployPipeline, type DeployedPipeline } from "./deployed-pipeline";
import { followPipeline, type PipelineView } from "./follow";
import { FunctionJournal } from "./function-journal";
import { gatherResult } from "./gather-result";
import { EventDuplicator, sendPoison } from "./injection";
import { sampleInstances, type SampleInstance } from "./instance-names";
import { createLandingZone, DATABASE_ACCOUNT, REGION, WORKFLOW, type LandingZone } from "./landing-zone";
import { keepAccount, profilesOf, type KeptAccount } from "./kept-account";
import { keepUp } from "./keep-up";
import { pipelineParts } from "./pipeline-parts";
import { QueueWatch } from "./queue-watch";
import { runDirectory } from "./run-directory";
import type { LocalRunOptions } from "./run-options";
import type { RunResult } from "./run-result";
import { REFUSED_TABLE, SampleData } from "./sample-data";
import type { Teller } from "./teller";
import { keepTerraformJson } from "./terraform-json";
import { History } from "./timeline";

/** What every step of a run needs. */
export interface RunSurroundings {
  readonly cleanUp: CleanUp;
  readonly teller: Teller;
  readonly signal: AbortSignal;
}

/** What stands once the servers are up. */
interface World {
  readonly aws: LocalAws;
  readonly data: SampleData;
  readonly zone: LandingZone;
}

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
  private readonly instances: readonly SampleInstance[];
  private readonly directory: string;
  private readonly journal: FunctionJournal;
  private readonly history: History;

  constructor(
    private readonly options: LocalRunOptions,
    private readonly around: RunSurroundings,
  ) {
    this.clock = worldClock(options.speed);
    this.instances = sampleInstances(options.instances);
    this.directory = runDirectory(options.keep, around.cleanUp);
    this.journal = new FunctionJournal(path.join(this.directory, "logs"), around.teller);
    this.history = new History(() => this.clock.now());
    around.cleanUp.add("the log files", () => this.journal.close());
    this.keepWarnings();
  }

  async run(): Promise<FinishedRun> {
    const { teller } = this.around;
    const world = await teller.stage(
      "servers",
      () => this.startServers(),
      ({ aws }) =>
        `${aws.endpoint}, account ${DATABASE_ACCOUNT}, one second here is ${this.options.speed} there`,
    );
    await teller.stage(
      "sample",
      () => this.fillDatabases(world),
      (rows) =>
        `${rows.toLocaleString("en-GB")} rows in ${this.instances.map(({ database }) => database).join(", ")}`,
    );
    const duplicator: { current?: EventDuplicator } = {};
    const pipeline = await teller.stage(
      "deploy",
      () => this.deploy(world, duplicator),
      ({ deployment: { queues, functions } }) =>
        `${queues.length} queues, functions ${functions.map(({ functionName }) => functionName).join(" and ")}`,
    );
    if (this.options.inject.includes("duplicate-event"))
      duplicator.current = new EventDuplicator(pipeline.deployer, pipeline.exportQueueUrl);
    const snapshots = await teller.stage(
      "snapshot",
      () => this.takeSnapshots(world),
      (taken) =>
        `${taken.map(({ identifier }) => identifier).join(", ")}; a row written since must not arrive`,
    );
    const watch = new QueueWatch(pipeline.deployer, pipeline.deployment);
    const view = await this.follow(world, pipeline, watch, snapshots, duplicator.current);
    const result = await this.verify(world, pipeline, snapshots, view);
    return {
      result,
      stay: (signal) => {
        teller.over();
        return keepUp({ ...world, watch, teller }, snapshots, signal);
      },
    };
  }

  /** What Node.js and packages warn about belongs into a file, not between the lines of a person's report. */
  private keepWarnings(): void {
    const keep = ({ name, message }: Error): void => {
      this.journal.files.write("warnings.log", `${name}: ${message}`);
    };
    process.on("warning", keep);
    this.around.cleanUp.add("the listener to warnings", () => void process.removeListener("warning", keep));
  }

  private async startServers(): Promise<World> {
    const { cleanUp, signal } = this.around;
    const data = await SampleData.start(this.instances, this.clock, (line) => {
      this.journal.files.write("postgres.log", line);
    });
    cleanUp.add("Postgres", () => data.close());
    signal.throwIfAborted();
    const aws = await startLocalAws({
      region: REGION,
      accountId: DATABASE_ACCOUNT,
      clock: this.clock,
      directory: path.join(this.directory, "s3"),
      snapshots: data.storage,
      exporter: data.exporter,
    });
    cleanUp.add("the AWS endpoint", () => aws.close());
    aws.rds.onSnapshot((snapshot) => {
      this.history.snapshotChanged(snapshot);
    });
    aws.rds.onTask((task) => {
      this.history.taskChanged(task);
    });
    aws.onCall((call) => {
      this.journal.files.write("calls.jsonl", JSON.stringify(call));
    });
    return { aws, data, zone: createLandingZone(aws) };
  }

  private async fillDatabases({ aws, data }: World): Promise<number> {
    let rows = 0;
    for (const { identifier, database } of this.instances) {
      this.around.signal.throwIfAborted();
      rows += await data.fill(database, this.options.rows, (text) => {
        this.around.teller.note(`${database}: ${text}`);
      });
      aws.rds.createInstance(identifier, { databaseName: database });
    }
    return rows;
  }

  private async deploy({ aws }: World, duplicator: { current?: EventDuplicator }): Promise<DeployedPipeline> {
    const pipeline = await deployPipeline(
      {
        aws,
        clock: this.clock,
        directory: this.directory,
        instances: this.instances.map(({ identifier }) => identifier),
        listeners: {
          onLine: (line) => {
            this.journal.line(line);
          },
          onReport: (report) => {
            this.journal.report(report);
          },
          onEvent: (_functionName, event) => {
            this.history.eventReceived(event);
            duplicator.current?.observe(event);
          },
        },
      },
      this.around.cleanUp,
    );
    if (this.options.inject.includes("poison-message"))
      await sendPoison(pipeline.deployer, pipeline.exportQueueUrl);
    return pipeline;
  }

  /** Automated snapshots, as RDS takes them at night; then a row is written that belongs to none. */
  private async takeSnapshots({ aws, data, zone }: World): Promise<Snapshot[]> {
    const { teller } = this.around;
    const plan =
      this.options.break === undefined
        ? undefined
        : breakPlan(this.options.break, aws, {
            clock: this.clock,
            zoneBucket: zone.bucket,
            table: REFUSED_TABLE,
          });
    const heal = plan?.prepare();
    if (plan !== undefined) teller.note(`--break ${this.options.break ?? ""}: ${plan.words}`);
    const begun = this.instances.map(({ identifier }) =>
      aws.rds.createSnapshot(identifier, undefined, { automated: true }),
    );
    const available = await Promise.all(begun.map(({ arn }) => aws.rds.snapshotAvailable(arn)));
    for (const { database } of this.instances) await data.writeLateRow(database);
    heal?.();
    return available;
  }

  private async follow(
    { aws }: World,
    pipeline: DeployedPipeline,
    watch: QueueWatch,
    snapshots: readonly Snapshot[],
    duplicator: EventDuplicator | undefined,
  ): Promise<PipelineView> {
    const { teller, signal } = this.around;
    const arns = new Set(snapshots.map(({ arn }) => arn));
    const look = async (): Promise<PipelineView> => ({
      tasks: aws.rds.exportTasks.filter(({ sourceArn }) => arns.has(sourceArn)),
      workflowRuns: aws.glue.runs,
      deadMessages: await watch.deadMessages(),
      messagesLeft: await watch.messagesLeft(),
      active: pipeline.lambda.active,
    });
    const first = await followPipeline(look, snapshots.length, teller, signal);
    const late = (await duplicator?.repeat()) ?? 0;
    const view = late > 0 ? await followPipeline(look, snapshots.length, teller, signal) : first;
    const words = `${view.workflowRuns.length} workflow run(s), ${view.deadMessages.length} dead letter(s)`;
    if (view.workflowRuns.length >= snapshots.length) teller.ended(words);
    else teller.failed(words);
    return view;
  }

  private async verify(
    world: World,
    pipeline: DeployedPipeline,
    snapshots: readonly Snapshot[],
    view: PipelineView,
  ): Promise<RunResult> {
    const { teller } = this.around;
    const { deployment, stackDirectory } = pipeline;
    teller.began("verify");
    const result = await gatherResult({
      options: this.options,
      snapshots,
      view,
      decisions: this.journal.decisions,
      calls: world.aws.calls,
      roles: deployment.functions.map(({ roleArn }) => roleArn),
      permissions: [],
      pipeline: pipelineParts(deployment, {
        instances: this.instances.map(({ identifier }) => identifier),
        exportQueueUrl: pipeline.exportQueueUrl,
        zoneBucket: world.zone.bucket,
        workflow: WORKFLOW,
      }),
      history: this.history,
      unfiredFaults: [],
      account: this.account(world, pipeline),
      zoneBucket: world.zone.bucket,
      compare: (snapshot) => world.data.compare(snapshot, world.aws, world.zone),
      directory: this.options.keep ? this.directory : null,
      terraformJson: this.options.keep
        ? path.join(stackDirectory, "cdk.tf.json")
        : keepTerraformJson(stackDirectory),
    });
    const tables = result.snapshots.flatMap((snapshot) => snapshot.tables);
    const words = `${tables.filter(({ matches }) => matches).length} of ${tables.length} tables match`;
    if (result.ok) teller.ended(words);
    else teller.failed(words);
    return result;
  }

  private account({ aws }: World, { deployment, exportQueueUrl }: DeployedPipeline): KeptAccount | null {
    if (!this.options.keep) return null;
    const { queues, eventSources, functions } = deployment;
    const exportQueue = queues.find(({ url }) => url === exportQueueUrl);
    const roleOf = (ofExport: boolean): string =>
      functions.find(({ functionName }) =>
        eventSources.some(
          (source) =>
            source.functionName === functionName && (source.queueArn === exportQueue?.arn) === ofExport,
        ),
      )?.roleArn ?? "";
    return keepAccount(aws, profilesOf({ export: roleOf(true), copier: roleOf(false) }), this.directory);
  }
}
