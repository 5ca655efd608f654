import type { BatchHandler } from "../../functions/shared/batch";
import type { CopierComposition } from "../../functions/copier/compose";
import type { ExportComposition } from "../../functions/export/compose";
import type { Log } from "../../functions/shared/ports";
import { seededRandom } from "../kernel/random";
import { VirtualTime } from "../kernel/virtual-time";
import type { Plan } from "../plan/plan";
import { Aws } from "./aws";
import { copierEnvironment, exportEnvironment } from "./environments";
import { Events } from "./events";
import { RUN_START, zoneFolder, landingDay, type FunctionName } from "./facts";
import { FaultBook } from "./fault-book";
import { Glue } from "./glue";
import { Lambda, type Environment, type InvocationCounts } from "./lambda";
import { sdkSettings } from "./sdk-settings";
import { Process, type RequestCounter } from "./process";
import { landedFiles } from "./landed-files";
import { Person } from "./person";
import { ExportTasks } from "./rds/export-tasks";
import { Rds } from "./rds/rds";
import { Snapshots, type Snapshot } from "./rds/snapshots";
import { S3 } from "./s3/s3";
import { Scheduler } from "./scheduler";
import { Sqs } from "./sqs";
import { secondsOf, timeOf, type WorldBase } from "./world-base";

/** The functions under test: the shipped ones, or others put in their place. */
export interface Handlers {
  readonly export: (composition: ExportComposition) => BatchHandler;
  readonly copier: (composition: CopierComposition) => BatchHandler;
}

/** Everything between RDS's instances and the landing zone, put together for one run. */
export class World {
  readonly time = new VirtualTime(RUN_START);
  readonly timeline: string[] = [];
  readonly ignored: { readonly snapshotArn: string; readonly reason: string }[] = [];
  readonly invocations: InvocationCounts = { count: 0, killed: 0, timedOut: 0 };
  readonly base: WorldBase;
  readonly s3: S3;
  readonly sqs: Sqs;
  readonly glue: Glue;
  readonly tasks: ExportTasks;
  readonly snapshots: Snapshots;
  readonly scheduler: Scheduler;
  readonly aws: Aws;

  constructor(
    readonly plan: Plan,
    private readonly handlers: Handlers,
    keepTimeline: boolean,
  ) {
    this.base = {
      plan,
      time: this.time,
      random: seededRandom(plan.seed),
      faults: new FaultBook(plan.faults),
      tell: keepTimeline
        ? (line) => {
            this.timeline.push(`${secondsOf(this.time.now).toFixed(3).padStart(12)} ${line()}`);
          }
        : () => undefined,
      changed: () => {
        this.scheduler.changed();
      },
    };
    this.s3 = new S3(this.base);
    this.sqs = new Sqs(this.base);
    const events = new Events(this.base, this.sqs.queues.export, this.sqs.queues.copier);
    this.tasks = new ExportTasks(this.base, this.s3.exports, (task) => {
      events.export(task);
    });
    this.glue = new Glue(this.base, (taskId) => landedFiles(this.tasks.find(taskId), this.s3.zone));
    this.snapshots = new Snapshots(this.base, {
      backup: (snapshot, event) => {
        events.backup(snapshot, event);
      },
      available: (snapshot) => {
        this.putForeignFiles(snapshot);
      },
    });
    this.scheduler = new Scheduler(this.base, this.sqs.queues.export);
    const rds = new Rds(this.base, this.snapshots, this.tasks);
    this.aws = new Aws(this.base, { rds, s3: this.s3, sqs: this.sqs, glue: this.glue });
    for (const name of ["export", "copier"] as const) this.connect(name);
    this.planStrayMessages();
    new Person(this.base, this);
  }

  /** Whether nothing is left to happen but ticks that change nothing. */
  get isQuiet(): boolean {
    return this.time.isQuiet && this.scheduler.isIdle;
  }

  private connect(name: FunctionName): void {
    const counter: RequestCounter = { requests: 0 };
    new Lambda(this.base, name, this.sqs.queues[name], this.invocations, () =>
      this.startProcess(name, counter),
    );
  }

  private startProcess(name: FunctionName, counter: RequestCounter): Environment {
    const process = new Process(this.base, this.aws, name, counter);
    const common = {
      ...sdkSettings(process),
      clock: { now: () => new Date(this.time.now) },
      log: this.logOf(process, name),
      metrics: { add: () => undefined, addOfInstance: () => undefined, flush: () => undefined },
    };
    const { settings } = this.plan;
    const handler =
      name === "export"
        ? this.handlers.export({ ...common, environment: exportEnvironment(settings) })
        : this.handlers.copier({ ...common, environment: copierEnvironment(settings) });
    return { process, handler };
  }

  /** The function's log: its decisions go into the timeline, those to ignore a snapshot into the history. */
  private logOf(process: Process, name: FunctionName): Log {
    const line =
      (level: keyof Log) =>
      (message: string, fields: Readonly<Record<string, unknown>>): void => {
        if (process.hasEnded) return;
        const { decision, snapshot, reason } = fields;
        this.base.tell(() => `${name} ${level}: ${message}${errorOf(fields)}`);
        // The copier ignores events of exports, never a snapshot.
        if (name === "export" && decision === "ignore" && typeof snapshot === "string")
          this.ignored.push({ snapshotArn: snapshot, reason: String(reason) });
      };
    return { info: line("info"), warn: line("warn"), error: line("error") };
  }

  private planStrayMessages(): void {
    const { faults, tell } = this.base;
    for (const fault of faults.of("stray-message"))
      this.time.at(timeOf(fault.at), () => {
        faults.count(fault);
        tell(() => `somebody sends ${fault.queue} a message: ${fault.body.slice(0, 100)}`);
        this.sqs.queues[fault.queue].send(fault.body.padEnd(fault.bytes ?? 0, FILLER));
      });
  }

  private putForeignFiles(snapshot: Snapshot): void {
    const { faults, tell } = this.base;
    for (const fault of faults.of("foreign-file")) {
      const table = snapshot.plan.tables[fault.table];
      if (fault.snapshot !== snapshot.planned || table === undefined) continue;
      faults.count(fault);
      const day = landingDay(snapshot.plan.name, snapshot.createTime);
      const key = `${zoneFolder(table.database, table.table, day)}somebody-elses.parquet`;
      this.s3.zone.put({ key, bytes: 1234, modifiedAt: this.time.now });
      tell(() => `somebody writes ${key}`);
    }
  }
}

/** What fills a stray message up. */
const FILLER = " x";

function errorOf({ error }: Readonly<Record<string, unknown>>): string {
  return error instanceof Error
    ? ` (${error.stack?.split("\n").slice(0, 4).join(" | ") ?? error.message})`
    : "";
}
