import type { Fault } from "../plan/plan";
import { ACCOUNT, REGION } from "./facts";
import type { Queue } from "./queue";
import type { Snapshot } from "./rds/snapshots";
import type { Task } from "./rds/export-tasks";
import type { WorldBase } from "./world-base";

type EventFault = Extract<Fault, { kind: "event" }>;

const BACKUP_WORDS = { "0001": "Backing up DB instance", "0002": "Finished DB Instance backup" } as const;
const EXPORT_EVENTS: Partial<Record<Task["status"], readonly [id: string, words: string]>> = {
  FAILED: ["RDS-EVENT-0159", "The DB snapshot export task failed."],
  CANCELED: ["RDS-EVENT-0160", "The DB snapshot export task was canceled."],
  COMPLETE: ["RDS-EVENT-0161", "The DB snapshot export task completed."],
};

/** RDS's events: of backups through SNS to the export queue, of exports through EventBridge to the copier's. */
export class Events {
  private readonly nth = { backup: 0, export: 0 };

  constructor(
    private readonly world: WorldBase,
    private readonly exportQueue: Queue,
    private readonly copierQueue: Queue,
  ) {}

  backup(snapshot: Snapshot, event: keyof typeof BACKUP_WORDS): void {
    const { plan } = snapshot;
    const time = new Date(this.world.time.now);
    const message = {
      "Event Source": "db-instance",
      "Event Time": time.toISOString().replace("T", " ").replace("Z", ""),
      "Identifier Link": `https://console.aws.amazon.com/rds/home?region=${REGION}#dbinstance:id=${plan.instance}`,
      "Source ID": plan.instance,
      "Source ARN": `arn:aws:rds:${REGION}:${ACCOUNT}:db:${plan.instance}`,
      "Event ID": `http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#RDS-EVENT-${event}`,
      "Event Message": BACKUP_WORDS[event],
      Tags: {},
    };
    const fate = this.publish("backup", 30, `${BACKUP_WORDS[event]} ${plan.instance}`, () => {
      this.exportQueue.send(envelope(message, new Date(this.world.time.now)));
    });
    if (fate === "lost") snapshot.lostEvents++;
  }

  export(task: Task): void {
    const event = EXPORT_EVENTS[task.status];
    if (event === undefined) return;
    const [id, words] = event;
    const time = new Date(this.world.time.now).toISOString();
    const body = JSON.stringify({
      version: "0",
      id: `event-${this.nth.export + 1}`,
      "detail-type": "RDS DB Snapshot Event",
      source: "aws.rds",
      account: ACCOUNT,
      time,
      region: REGION,
      resources: [task.sourceArn],
      detail: {
        EventCategories: ["notification"],
        SourceType: "SNAPSHOT",
        SourceArn: task.sourceArn,
        Date: time,
        Message: words,
        SourceIdentifier: task.sourceArn.split(":").at(-1),
        EventID: id,
      },
    });
    this.publish("export", 300, words, () => {
      this.copierQueue.send(body);
    });
  }

  /** @param lag the most seconds that an event takes */
  private publish(of: EventFault["of"], lag: number, words: string, deliver: () => void): "lost" | "sent" {
    const { time, random, faults, tell } = this.world;
    const nth = ++this.nth[of];
    // Mostly within seconds; now and then as late as RDS says that its events may be.
    const seconds = random.next() < 0.8 ? random.between(1, 5) : random.between(1, lag);
    const effect = faults.meet("event", (fault) => fault.of === of && fault.nth === nth)?.effect;
    if (effect === "lost") {
      tell(() => `event lost: ${words}`);
      return "lost";
    }
    const late = typeof effect === "object" ? effect.lateSeconds : 0;
    time.after((seconds + late) * 1000, deliver);
    if (effect === "doubled") time.after((seconds + random.between(1, 60)) * 1000, deliver);
    return "sent";
  }
}

/** In which SNS delivers to SQS. */
function envelope(message: unknown, time: Date): string {
  return JSON.stringify({
    Type: "Notification",
    MessageId: "5f8d2b1e-0000-5000-8000-000000000001",
    TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:rds-snapshot-to-s3`,
    Subject: "RDS Notification Message",
    Message: JSON.stringify(message),
    Timestamp: time.toISOString(),
    SignatureVersion: "1",
    Signature: "signature",
    SigningCertURL: `https://sns.${REGION}.amazonaws.com/cert.pem`,
    UnsubscribeURL: `https://sns.${REGION}.amazonaws.com/?Action=Unsubscribe`,
  });
}
