import type { HttpResponse } from "@smithy/core/protocols";
import type { PlannedSettings } from "../../plan/plan";
import { element, refuse, xml } from "../answers";
import { snapshotArn } from "../facts";
import type { WorldBase } from "../world-base";
import type { ExportTasks, Task } from "./export-tasks";
import type { Snapshot, Snapshots } from "./snapshots";

/** RDS behind AWS's Query protocol. */
export class Rds {
  constructor(
    private readonly world: WorldBase,
    private readonly snapshots: Snapshots,
    private readonly tasks: ExportTasks,
  ) {}

  answer(action: string, form: URLSearchParams): HttpResponse {
    switch (action) {
      case "DescribeDBSnapshots":
        return result(
          action,
          this.page("DBSnapshots", form, this.findSnapshots(form), ({ arn }) => arn, snapshotXml),
        );
      case "DescribeExportTasks":
        return result(
          action,
          this.page(
            "ExportTasks",
            form,
            this.findTasks(form),
            ({ id }) => id,
            (task) => `<ExportTask>${this.task(task)}</ExportTask>`,
          ),
        );
      case "StartExportTask":
        return result(action, this.task(this.start(form)));
      default:
        return refuse("InvalidAction", `The world does not imitate rds:${action}`);
    }
  }

  private task(task: Task): string {
    return taskXml(task, this.world.plan.settings.taskStartTime);
  }

  private findSnapshots(form: URLSearchParams): readonly Snapshot[] {
    const type = form.get("SnapshotType");
    const name = form.get("DBSnapshotIdentifier");
    const instance = form.get("DBInstanceIdentifier");
    const byInstance = filterOf(form, "db-instance-id");
    const byType = filterOf(form, "snapshot-type");
    const named = name === null ? undefined : this.snapshots.find(snapshotArn(name));
    const ofAll = instance === null ? this.snapshots.all : this.snapshots.ofInstance(instance);
    const listed = name === null ? ofAll : named === undefined ? [] : [named];
    const found = listed.filter((snapshot) => {
      const ownType = typeOf(snapshot);
      return (
        (instance === null || snapshot.plan.instance === instance) &&
        (type === null ? ownType !== "awsbackup" || name !== null : ownType === type) &&
        (byInstance === undefined || byInstance.has(snapshot.plan.instance)) &&
        (byType === undefined || byType.has(ownType))
      );
    });
    if (name !== null && found.length === 0)
      refuse("DBSnapshotNotFound", `DBSnapshot ${name} not found.`, 404);
    return found;
  }

  private findTasks(form: URLSearchParams): readonly Task[] {
    const id = form.get("ExportTaskIdentifier");
    if (id !== null) {
      const task = this.tasks.find(id);
      return task === undefined
        ? refuse("ExportTaskNotFound", `The export task ${id} does not exist.`, 404)
        : [task];
    }
    // AWS compares with the lower-case form of a status only.
    const status = filterOf(form, "status");
    const source = form.get("SourceArn") ?? undefined;
    const filters: readonly [ReadonlySet<string> | undefined, (task: Task) => string][] = [
      [status, (task) => task.status.toLowerCase()],
      [filterOf(form, "source-arn"), (task) => task.sourceArn],
      [filterOf(form, "s3-bucket"), (task) => task.bucket],
      [filterOf(form, "export-task-identifier"), (task) => task.id],
      [source === undefined ? undefined : new Set([source]), (task) => task.sourceArn],
    ];
    return this.candidates(status, filterOf(form, "source-arn")).filter((task) =>
      filters.every(([values, of]) => values === undefined || values.has(of(task))),
    );
  }

  /** Thousands of messages ask for the few tasks that run, or for those of one snapshot: no need to look at every one. */
  private candidates(
    status: ReadonlySet<string> | undefined,
    sources: ReadonlySet<string> | undefined,
  ): readonly Task[] {
    if (sources !== undefined) return [...sources].flatMap((arn) => this.tasks.ofSource(arn));
    const onlyRunning = status !== undefined && [...status].every((each) => RUNNING_FILTERS.has(each));
    return onlyRunning ? this.tasks.runningTasks() : this.tasks.all();
  }

  private start(form: URLSearchParams): Task {
    const get = (name: string): string => form.get(name) ?? refuse("MissingParameter", name);
    const arn = get("SourceArn");
    const snapshot = this.snapshots.find(arn);
    if (snapshot === undefined) return refuse("DBSnapshotNotFound", `DBSnapshot ${arn} not found.`, 404);
    return this.tasks.start(get("ExportTaskIdentifier"), snapshot, get("S3BucketName"));
  }

  /** Pages go on after the last item named, so that what comes and goes meanwhile shifts nothing. */
  private page<Item>(
    list: string,
    form: URLSearchParams,
    items: readonly Item[],
    idOf: (item: Item) => string,
    xmlOf: (item: Item) => string,
  ): string {
    const size = Math.min(Number(form.get("MaxRecords") ?? "100"), this.world.plan.settings.pageSize ?? 5);
    const marker = form.get("Marker");
    const behind = marker === null ? items : items.filter((item) => idOf(item) > marker);
    const sorted = [...behind].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
    const page = sorted.slice(0, size);
    const last = page.at(-1);
    const more = last !== undefined && size < sorted.length;
    return `${more ? element("Marker", idOf(last)) : ""}<${list}>${page.map(xmlOf).join("")}</${list}>`;
  }
}

/** The states of {@link ExportTasks.runningTasks}, as filters name them. */
const RUNNING_FILTERS: ReadonlySet<string> = new Set(["starting", "in_progress", "canceling"]);

/** Values of a filter; undefined when it is not asked for. */
function filterOf(form: URLSearchParams, name: string): ReadonlySet<string> | undefined {
  for (let at = 1; form.has(`Filters.Filter.${at}.Name`); at++) {
    if (form.get(`Filters.Filter.${at}.Name`) !== name) continue;
    const values = new Set<string>();
    for (let value = 1; form.has(`Filters.Filter.${at}.Values.Value.${value}`); value++)
      values.add(form.get(`Filters.Filter.${at}.Values.Value.${value}`) ?? "");
    return values;
  }
  return undefined;
}

function typeOf({ plan }: Snapshot): string {
  return plan.type === "copy" ? "manual" : plan.type;
}

function result(action: string, inner: string): HttpResponse {
  return xml(`<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`);
}

const DAY = 86_400_000;

function snapshotXml(snapshot: Snapshot): string {
  const { plan, arn, createTime, status, showsTime, tagged } = snapshot;
  const created = showsTime ? new Date(createTime) : undefined;
  const original = created && new Date(plan.type === "copy" ? createTime - DAY : createTime);
  const tags = Object.entries(tagged ? plan.tags : {}).map(
    ([key, value]) => `<Tag>${element("Key", key)}${element("Value", value)}</Tag>`,
  );
  return `<DBSnapshot>${[
    element("DBSnapshotIdentifier", plan.name),
    element("DBInstanceIdentifier", plan.instance),
    element("DBSnapshotArn", arn),
    element("Status", status),
    element("SnapshotType", typeOf(snapshot)),
    element("SnapshotCreateTime", created),
    element("OriginalSnapshotCreateTime", original),
    `<TagList>${tags.join("")}</TagList>`,
  ].join("")}</DBSnapshot>`;
}

function taskXml(task: Task, counted: PlannedSettings["taskStartTime"]): string {
  const { snapshot, endTime } = task;
  const prepared = counted === "prepared" ? (snapshot?.plan.export.starting ?? 0) * 1000 : 0;
  return [
    element("ExportTaskIdentifier", task.id),
    element("SourceArn", task.sourceArn),
    element("SourceType", "SNAPSHOT"),
    element("SnapshotTime", snapshot && new Date(snapshot.createTime)),
    element("TaskStartTime", task.status === "STARTING" ? undefined : new Date(task.startTime + prepared)),
    element("TaskEndTime", endTime === undefined ? undefined : new Date(endTime)),
    element("S3Bucket", task.bucket),
    element("Status", task.status),
    element("PercentProgress", task.percentProgress),
    element("FailureCause", task.failureCause),
    element("WarningMessage", task.warningMessage),
    "<ExportOnly></ExportOnly>",
  ].join("");
}
