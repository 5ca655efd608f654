import type { HttpResponse } from "@smithy/core/protocols";
import { element, refuse, response, XML } from "./answers";

export interface FakeSnapshot {
  readonly arn: string;
  readonly name: string;
  readonly instance: string;
  readonly type: "automated" | "manual" | "awsbackup";
  status: string;
  createTime: Date | undefined;
  tags?: Readonly<Record<string, string>>;
}

export interface FakeTask {
  readonly id: string;
  readonly sourceArn: string;
  readonly snapshotTime: Date | undefined;
  readonly bucket: string;
  readonly prefix?: string;
  readonly exportOnly?: readonly string[];
  startTime?: Date;
  endTime?: Date;
  status: string;
  percentProgress?: number;
  failureCause?: string;
  warningMessage?: string;
}

export const REGION = "eu-west-2";
export const ACCOUNT = "123456789012";

/** RDS as far as the functions use it, over AWS's Query protocol; answers in small pages to show that all are read. */
export class FakeRds {
  readonly snapshots: FakeSnapshot[] = [];
  readonly tasks: FakeTask[] = [];
  /** Identifiers that RDS refuses without showing a task. */
  readonly burntIds = new Set<string>();
  pageSize = 2;
  quota = 5;

  addSnapshot(name: string, createTime: Date | undefined, given: Partial<FakeSnapshot> = {}): FakeSnapshot {
    const snapshot: FakeSnapshot = {
      name,
      arn: `arn:aws:rds:${REGION}:${ACCOUNT}:snapshot:${name}`,
      instance: "db1",
      type: name.startsWith("rds:") ? "automated" : "manual",
      status: "available",
      createTime,
      ...given,
    };
    this.snapshots.push(snapshot);
    return snapshot;
  }

  addTask(id: string, snapshot: FakeSnapshot, given: Partial<FakeTask> = {}): FakeTask {
    const task: FakeTask = {
      id,
      sourceArn: snapshot.arn,
      snapshotTime: snapshot.createTime,
      bucket: "export-bucket",
      status: "COMPLETE",
      ...given,
    };
    this.tasks.push(task);
    return task;
  }

  /** Tasks that belong to somebody else and take slots. */
  occupySlots(count: number, status = "IN_PROGRESS"): void {
    for (let at = 0; at < count; at++)
      this.addTask(
        `other-${this.tasks.length}`,
        {
          ...this.foreignSnapshot,
          arn: `${this.foreignSnapshot.arn}-${at}`,
        },
        { status },
      );
  }

  private readonly foreignSnapshot: FakeSnapshot = {
    arn: `arn:aws:rds:${REGION}:${ACCOUNT}:snapshot:foreign`,
    name: "foreign",
    instance: "foreign",
    type: "manual",
    status: "available",
    createTime: new Date(0),
  };

  answer(form: URLSearchParams): HttpResponse {
    const action = form.get("Action") ?? "";
    switch (action) {
      case "DescribeDBSnapshots":
        return result(action, this.page("DBSnapshots", form, this.findSnapshots(form).map(snapshotXml)));
      case "DescribeExportTasks":
        return result(action, this.page("ExportTasks", form, this.findTasks(form).map(taskXml)));
      case "StartExportTask":
        return result(action, this.start(form));
      default:
        return refuse("InvalidAction", `The action ${action} is not valid`);
    }
  }

  private findSnapshots(form: URLSearchParams): FakeSnapshot[] {
    const type = form.get("SnapshotType");
    const name = form.get("DBSnapshotIdentifier");
    const instance = form.get("DBInstanceIdentifier");
    const found = this.snapshots.filter(
      (snapshot) =>
        (instance === null || snapshot.instance === instance) &&
        (name === null || snapshot.name === name) &&
        (type === null ? snapshot.type !== "awsbackup" : snapshot.type === type),
    );
    if (name !== null && found.length === 0)
      refuse("DBSnapshotNotFound", `DBSnapshot ${name} not found.`, 404);
    return found;
  }

  private findTasks(form: URLSearchParams): FakeTask[] {
    const id = form.get("ExportTaskIdentifier");
    if (id !== null) {
      const found = this.tasks.filter((task) => task.id === id);
      return found.length > 0
        ? found
        : refuse("ExportTaskNotFound", `The export task ${id} does not exist.`, 404);
    }
    const filter = form.get("Filters.Filter.1.Name");
    const values: string[] = [];
    for (let at = 1; form.has(`Filters.Filter.1.Values.Value.${at}`); at++)
      values.push(form.get(`Filters.Filter.1.Values.Value.${at}`) ?? "");
    if (filter === "s3-bucket") return this.tasks.filter((task) => values.includes(task.bucket));
    if (filter === "source-arn") return this.tasks.filter((task) => values.includes(task.sourceArn));
    if (filter !== "status") refuse("InvalidParameterValue", `Unrecognized filter name: ${filter ?? "none"}`);
    // AWS compares with the lower-case form only.
    return this.tasks.filter((task) => values.includes(task.status.toLowerCase()));
  }

  private start(form: URLSearchParams): string {
    const get = (name: string): string => form.get(name) ?? refuse("MissingParameter", name);
    const id = get("ExportTaskIdentifier");
    const snapshot = this.snapshots.find(({ arn }) => arn === get("SourceArn"));
    if (snapshot === undefined) return refuse("DBSnapshotNotFound", "no such snapshot", 404);
    if (!/^[A-Za-z](-?[A-Za-z0-9])*$/.test(id) || id.length > 60)
      refuse("InvalidParameterValue", `The export task identifier ${id} is not valid.`);
    if (this.burntIds.has(id) || this.tasks.some((task) => task.id === id))
      refuse("ExportTaskAlreadyExists", `The export task with the ID ${id} already exists.`);
    const running = this.tasks.filter(({ status }) =>
      ["STARTING", "IN_PROGRESS", "CANCELING"].includes(status),
    );
    if (running.length >= this.quota)
      refuse("ExportTaskLimitReachedFault", "You have reached the limit of 5 concurrent export tasks.");
    return taskXml(this.addTask(id, snapshot, { bucket: get("S3BucketName"), status: "STARTING" }), "");
  }

  private page(list: string, form: URLSearchParams, items: string[]): string {
    const from = Number(form.get("Marker") ?? "0");
    const to = from + this.pageSize;
    const marker = to < items.length ? element("Marker", String(to)) : "";
    return `${marker}<${list}>${items.slice(from, to).join("")}</${list}>`;
  }
}

function result(action: string, inner: string): HttpResponse {
  return response(
    200,
    XML,
    `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`,
  );
}

function snapshotXml(snapshot: FakeSnapshot): string {
  return `<DBSnapshot>${[
    element("DBSnapshotIdentifier", snapshot.name),
    element("DBInstanceIdentifier", snapshot.instance),
    element("DBSnapshotArn", snapshot.arn),
    element("Status", snapshot.status),
    element("SnapshotType", snapshot.type),
    element("SnapshotCreateTime", snapshot.createTime),
    `<TagList>${Object.entries(snapshot.tags ?? {})
      .map(([key, value]) => `<Tag>${element("Key", key)}${element("Value", value)}</Tag>`)
      .join("")}</TagList>`,
  ].join("")}</DBSnapshot>`;
}

function taskXml(task: FakeTask, _at: unknown): string {
  const inner = [
    element("ExportTaskIdentifier", task.id),
    element("SourceArn", task.sourceArn),
    element("SnapshotTime", task.snapshotTime),
    element("TaskStartTime", task.startTime),
    element("TaskEndTime", task.endTime),
    element("S3Bucket", task.bucket),
    element("S3Prefix", task.prefix),
    element("Status", task.status),
    element("PercentProgress", task.percentProgress),
    element("FailureCause", task.failureCause),
    element("WarningMessage", task.warningMessage),
    `<ExportOnly>${(task.exportOnly ?? []).map((each) => element("member", each)).join("")}</ExportOnly>`,
  ].join("");
  return _at === "" ? inner : `<ExportTask>${inner}</ExportTask>`;
}
