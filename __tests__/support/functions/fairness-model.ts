import type { ExportDependencies } from "../../../functions/export/dependencies";
import { exportHandler } from "../../../functions/export/handler";
import type { Snapshot } from "../../../functions/export/snapshot";
import { snapshotRequestBody } from "../../../functions/export/snapshot-request";
import { decideWait } from "../../../functions/shared/decide-wait";
import type { ExportTask } from "../../../functions/shared/export-task";
import type { RetryState } from "../../../functions/shared/retry-state";

const START = Date.parse("2024-03-01T12:00:00Z");
const SLOTS = 5;
/** Milliseconds: RDS restores the snapshot before it exports a byte. */
const SHORTEST_EXPORT = 180_000;

interface Waiting {
  readonly body: string;
  readonly state: RetryState;
  readonly due: number;
}

export interface FairnessOptions {
  /** Instances, each with one snapshot. */
  readonly count: number;
  /** Whether their messages come in another order than that of the snapshots. */
  readonly shuffled: boolean;
  readonly reconciles: boolean;
}

/** The export function over lists in memory: only messages, slots and time. */
export class FairnessModel {
  readonly started: Snapshot[] = [];
  /** The place in `started` of the first snapshot that had to wait. */
  firstWaiting = 0;
  freed = 0;
  longestIdleSeconds = 0;
  private now = START;
  private idleSince: number | undefined;
  private readonly tasks: ExportTask[] = [];
  private readonly snapshots: Snapshot[];
  private messages: Waiting[];
  private readonly handle: ReturnType<typeof exportHandler>;

  constructor({ count, shuffled, reconciles }: FairnessOptions) {
    this.snapshots = Array.from({ length: count }, (_, at) => snapshotOf(at));
    const inOrder = shuffled ? [...this.snapshots].reverse() : this.snapshots;
    const bodies = inOrder.map(({ arn, instance, createTime }) =>
      snapshotRequestBody({ arn, instance, createTime, isSafetyNet: false, isRequested: false }),
    );
    if (reconciles) bodies.push(reconcileBody(this.snapshots));
    this.messages = bodies.map((body) => ({ body, state: { firstSeen: new Date(START) }, due: START }));
    this.handle = exportHandler(this.dependencies());
  }

  /** Handles every message once: the first five snapshots take the slots, the others have to wait. */
  async fillSlots(): Promise<void> {
    for (const message of [...this.messages]) {
      await this.deliver(message);
      // Each looks at moments of its own.
      this.now += 7_000;
    }
    this.firstWaiting = this.started.length;
  }

  /** Lets exports end in this order, each so many seconds after the last, until all have been started. */
  async run(ends: readonly { readonly which: number; readonly seconds: number }[]): Promise<void> {
    for (const { which, seconds } of ends) {
      await this.runUntil(this.now + seconds * 1000);
      if (this.started.length === this.snapshots.length) return;
      const ripe = this.running().filter(
        ({ startTime }) => this.now - (startTime?.getTime() ?? 0) >= SHORTEST_EXPORT,
      );
      const task = ripe[which % Math.max(ripe.length, 1)];
      if (task === undefined) continue;
      this.tasks[this.tasks.indexOf(task)] = { ...task, status: "COMPLETE", endTime: new Date(this.now) };
      this.freed++;
      this.idleSince ??= this.now;
    }
  }

  private async runUntil(end: number): Promise<void> {
    for (;;) {
      const [next] = [...this.messages].sort((one, other) => one.due - other.due);
      if (next === undefined || next.due > end) break;
      this.now = Math.max(next.due, this.now);
      await this.deliver(next);
    }
    this.now = end;
  }

  private async deliver(message: Waiting): Promise<void> {
    this.messages = this.messages.filter((other) => other !== message);
    const { body, state } = message;
    const incoming = {
      messageId: "m",
      queueArn: "q",
      body,
      state,
      deliveries: 1,
      redriven: false,
      problems: [],
    };
    for (const outcome of await this.handle(incoming, { getRemainingTimeInMillis: () => 900_000 })) {
      if (outcome.kind === "reject") throw new Error(`a letter: ${outcome.reason}`);
      if (outcome.kind !== "wait") continue;
      const wait = decideWait(state, outcome.cause, new Date(this.now));
      if (wait.kind === "exhausted") throw new Error(`patience ended: ${outcome.reason}`);
      const due = this.now + wait.delaySeconds * 1000;
      this.messages.push({ body: outcome.body ?? body, state: wait.state, due });
    }
  }

  private running(): readonly ExportTask[] {
    return this.tasks.filter(({ status }) => status === "IN_PROGRESS");
  }

  private start(id: string, snapshot: Snapshot): void {
    if (this.running().length >= SLOTS) throw new Error("a sixth export");
    this.started.push(snapshot);
    const idle = this.idleSince === undefined ? 0 : (this.now - this.idleSince) / 1000;
    this.longestIdleSeconds = Math.max(this.longestIdleSeconds, idle);
    this.tasks.push(taskOf(id, snapshot, this.now));
    this.idleSince = this.running().length < SLOTS ? this.now : undefined;
  }

  private dependencies(): ExportDependencies {
    return {
      rds: {
        snapshotsOf: (instance) =>
          Promise.resolve(this.snapshots.filter((each) => each.instance === instance)),
        findSnapshot: (arn) => Promise.resolve(this.snapshots.find((each) => each.arn === arn)),
        exportTasksOf: (arn) => Promise.resolve(this.tasks.filter(({ sourceArn }) => sourceArn === arn)),
        findExportTask: (id) => Promise.resolve(this.tasks.find((task) => task.id === id)),
        runningTasks: () => Promise.resolve(this.running().map(({ id }) => id)),
        snapshotsSince: () => Promise.resolve(this.snapshots),
        exportTasks: () => Promise.resolve([...this.tasks]),
        startExport: (id, snapshot) => {
          this.start(id, snapshot);
          return Promise.resolve("started");
        },
      },
      copier: { tell: () => Promise.resolve(60) },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock: { now: () => new Date(this.now) },
      bucket: "b",
      rules: { landedSnapshots: "all", ignoredTags: {}, ignoredNames: [] },
      landings: {
        recordsOf: () => Promise.resolve(new Map()),
        landingOf: () => Promise.resolve(undefined),
      },
      reconciliationWindowInDays: 20,
    };
  }
}

function snapshotOf(at: number): Snapshot {
  const name = `s-${at}`;
  return {
    name,
    arn: `arn:aws:rds:eu-west-2:123456789012:snapshot:${name}`,
    instance: `db-${at}`,
    status: "available",
    createTime: new Date(START - 3 * 3_600_000 + at * 1000),
    isCopy: false,
    tags: new Map(),
  };
}

function taskOf(id: string, { arn, createTime }: Snapshot, now: number): ExportTask {
  return {
    ...{ id, sourceArn: arn, snapshotTime: createTime, startTime: new Date(now), endTime: undefined },
    ...{ bucket: "b", prefix: "", exportOnly: [], status: "IN_PROGRESS" },
    ...{ percentProgress: undefined, failureCause: undefined, warningMessage: undefined },
  };
}

function reconcileBody(snapshots: readonly Snapshot[]): string {
  return JSON.stringify({
    Reconcile: {
      Instances: snapshots.map(({ instance }) => instance),
      Since: new Date(START - 86_400_000).toISOString(),
      WindowInDays: 20,
      IntervalInHours: 168,
      ScheduledTime: new Date(START).toISOString(),
    },
  });
}
