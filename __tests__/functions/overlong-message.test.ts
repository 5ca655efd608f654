import { DEAD_LETTER_MAX_BYTES } from "../../functions/shared/dead-letter";
import { World } from "../support/functions/world";

const LONG = "x".repeat(1_000_000);
/** SQS takes them as escapes only, of twice their bytes. */
const REFUSED = "\uFFFE".repeat(80_000);
const ARN = `arn:aws:rds:eu-west-2:123456789012:snapshot:${LONG}`;
const RDS_EVENT = { source: "aws.rds", "detail-type": "RDS DB Snapshot Event" };
const BACKUP = {
  "Event Source": "db-instance",
  "Event Time": "2024-03-01 12:00:00",
  "Event ID": "RDS-EVENT-0002",
};

it.each([
  ["copier", { ExportTaskIdentifier: LONG, ExportBucket: "export-bucket" }, "ExportTaskIdentifier"],
  ["copier", { ExportTaskIdentifier: "a-1", ExportBucket: LONG }, "ExportBucket"],
  [
    "copier",
    { ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket", DBInstanceIdentifier: LONG },
    "DBInstanceIdentifier",
  ],
  ["copier", { ...RDS_EVENT, detail: { EventID: "RDS-EVENT-0161", SourceArn: ARN } }, "SourceArn"],
  ["copier", { ExportTaskIdentifier: REFUSED, ExportBucket: "export-bucket" }, "ExportTaskIdentifier"],
  ["export", { SnapshotArn: ARN }, "SnapshotArn"],
  ["export", { SnapshotArn: ARN.slice(0, 100), DBInstanceIdentifier: LONG }, "DBInstanceIdentifier"],
  ["export", { ...BACKUP, "Source ID": LONG }, "Source ID"],
] as const)(
  "the %s's message of a million characters, %#, ends in a letter that fits",
  async (name, message, field) => {
    const world = new World("2024-03-01T12:00:00.000Z");
    await world.invoke(name, JSON.stringify(message));
    expect(world.aws.calls.filter(({ service }) => service !== "sqs")).toEqual([]);
    expect(world.letters(name)).toMatchObject([
      { code: "UNREADABLE_MESSAGE", reason: expect.stringContaining(field) as string },
    ]);
    const [letter] = world.drain(`${name}-dead`);
    expect(Buffer.byteLength(letter?.body ?? "")).toBeLessThanOrEqual(DEAD_LETTER_MAX_BYTES);
  },
);
