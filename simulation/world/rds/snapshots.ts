import type { PlannedSnapshot } from "../../plan/plan";
import { landingDay, snapshotArn } from "../facts";
import type { SnapshotHistory } from "../history";
import { secondsOf, timeOf, type WorldBase } from "../world-base";

export interface Snapshot {
  /** Index in the plan. */
  readonly planned: number;
  readonly plan: PlannedSnapshot;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createTime: number;
  status: "creating" | "available";
  /** RDS says when a snapshot was taken only some time after it lists it. */
  showsTime: boolean;
  tagged: boolean;
  readonly availableAt: number;
  deletedAt: number | undefined;
  /** How many of the events of its backup were lost. */
  lostEvents: number;
}

/** What happens to snapshots, for whoever tells of it. */
export interface BackupListener {
  /** @param event 0001 when a backup starts, 0002 when it has finished */
  backup(snapshot: Snapshot, event: "0001" | "0002"): void;
  available(snapshot: Snapshot): void;
}

/** The instances' snapshots: made, tagged and deleted as planned. */
export class Snapshots {
  readonly history: Snapshot[] = [];
  private readonly listed = new Map<string, Snapshot>();
  private readonly byInstance = new Map<string, Set<Snapshot>>();

  constructor(
    private readonly world: WorldBase,
    private readonly listener: BackupListener,
  ) {
    world.plan.snapshots.forEach((plan, planned) => {
      this.plan(plan, planned);
    });
  }

  /** What RDS lists now, in no order that means anything. */
  get all(): readonly Snapshot[] {
    return [...this.listed.values()];
  }

  /** Of those, one instance's: thousands of messages ask for these, each. */
  ofInstance(instance: string): readonly Snapshot[] {
    return [...(this.byInstance.get(instance) ?? [])];
  }

  find(arn: string): Snapshot | undefined {
    return this.listed.get(arn);
  }

  describe(): SnapshotHistory[] {
    return this.history.map(({ planned, plan, arn, createTime, availableAt, deletedAt, lostEvents }) => ({
      planned,
      arn,
      instance: plan.instance,
      createTime: new Date(createTime),
      importDate: landingDay(plan.name, createTime),
      availableAt: secondsOf(availableAt),
      deletedAt: deletedAt === undefined ? undefined : secondsOf(deletedAt),
      lostEvents,
    }));
  }

  private plan(plan: PlannedSnapshot, planned: number): void {
    const { time, random } = this.world;
    const createTime = timeOf(plan.at);
    const snapshot: Snapshot = {
      planned,
      plan,
      arn: snapshotArn(plan.name),
      createTime,
      status: "creating",
      showsTime: random.next() < 0.5,
      tagged: false,
      availableAt: createTime + Math.round(plan.creating * 1000),
      deletedAt: undefined,
      lostEvents: 0,
    };
    // A backup starts, its snapshot is taken within half a minute, the backup finishes.
    time.at(createTime - random.between(0, 30_000), () => {
      this.begin(snapshot);
    });
  }

  private begin(snapshot: Snapshot): void {
    const { time, random, tell } = this.world;
    const { plan, createTime, availableAt } = snapshot;
    const predecessor = this.listed.get(snapshot.arn);
    if (predecessor !== undefined) this.delete(predecessor);
    this.history.push(snapshot);
    tell(() => `backup of ${plan.instance} begins: ${plan.name}`);
    if (plan.type === "automated") this.listener.backup(snapshot, "0001");
    time.at(createTime, () => {
      this.list(snapshot);
      time.after(plan.taggedAfter * 1000, () => {
        snapshot.tagged = true;
      });
    });
    time.at(createTime + random.between(0, Math.max(0, availableAt - createTime)), () => {
      snapshot.showsTime = true;
    });
    time.at(availableAt, () => {
      this.finish(snapshot);
    });
    if (plan.deletedAfter !== undefined)
      time.at(createTime + plan.deletedAfter * 1000, () => {
        this.delete(snapshot);
      });
  }

  private list(snapshot: Snapshot): void {
    this.listed.set(snapshot.arn, snapshot);
    const { instance } = snapshot.plan;
    this.byInstance.set(instance, (this.byInstance.get(instance) ?? new Set()).add(snapshot));
  }

  private finish(snapshot: Snapshot): void {
    const { time, random, tell, changed } = this.world;
    if (snapshot.deletedAt !== undefined) return;
    snapshot.status = "available";
    snapshot.showsTime = true;
    changed();
    tell(() => `${snapshot.plan.name} of ${snapshot.plan.instance} is available`);
    this.listener.available(snapshot);
    if (snapshot.plan.type === "automated")
      time.after(random.between(0, 20_000), () => {
        this.listener.backup(snapshot, "0002");
      });
  }

  private delete(snapshot: Snapshot): void {
    if (snapshot.deletedAt !== undefined) return;
    snapshot.deletedAt = this.world.time.now;
    this.world.changed();
    if (this.listed.get(snapshot.arn) === snapshot) this.listed.delete(snapshot.arn);
    this.byInstance.get(snapshot.plan.instance)?.delete(snapshot);
    this.world.tell(() => `${snapshot.plan.name} is deleted`);
  }
}
