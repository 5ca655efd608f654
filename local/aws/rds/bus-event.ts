import { randomUUID } from "node:crypto";
import type { BusEvent } from "../events/event-bus";
import type { RdsEvent } from "./rds-events";

const KINDS = {
  "db-instance": { detailType: "RDS DB Instance Event", sourceType: "DB_INSTANCE" },
  "db-snapshot": { detailType: "RDS DB Snapshot Event", sourceType: "SNAPSHOT" },
} as const;

/** An event as RDS puts it on the default event bus (USER_Events.overview): an export's does not name its task. */
export function busEvent(
  event: RdsEvent,
  time: Date,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): BusEvent {
  const { detailType, sourceType } = KINDS[event.sourceType];
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": detailType,
    source: "aws.rds",
    account: accountId,
    time: time.toISOString().replace(/\.\d+Z$/, "Z"),
    region,
    resources: [event.sourceArn],
    detail: {
      EventCategories: [event.category],
      SourceType: sourceType,
      SourceArn: event.sourceArn,
      Date: time.toISOString(),
      Message: event.message,
      SourceIdentifier: event.sourceIdentifier.replace(/^rds:/, ""),
      EventID: event.id,
    },
  };
}
