import fc from "fast-check";
import { SQS_MAX_MESSAGE_BYTES } from "../../../functions/shared/limits";
import type { Fault } from "../plan";

type Stray = Omit<Extract<Fault, { readonly kind: "stray-message" }>, "kind" | "at">;

const ARN = "arn:aws:rds:eu-west-2:123456789012";

/** An event of a backup as SNS brings it. */
const notified = (message: string): string =>
  JSON.stringify({
    Type: "Notification",
    TopicArn: "arn:aws:sns:eu-west-2:123456789012:stray",
    Message: message,
  });

const rdsEvent = (given: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    "Event Source": "db-instance",
    "Event Time": "2024-02-27 07:00:00.000",
    "Source ID": "stray",
    "Event ID": "http://docs.amazonwebservices.com/#RDS-EVENT-0002",
    ...given,
  });

const exportEvent = (detail: unknown): string =>
  JSON.stringify({ source: "aws.rds", "detail-type": "RDS DB Snapshot Event", resources: ["stray"], detail });

/** What neither queue's function can read. */
const UNREADABLE: readonly string[] = [
  "stray: not JSON {",
  '"stray"',
  "{}",
  "[]",
  "0",
  "null",
  '{"stray":1}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  '{"__proto__":{"ExportTaskIdentifier":"stray"},"constructor":1}',
  "stray \u{1f98a} \u0085 \ufffd ''\";--",
  notified("stray {"),
  notified("{}"),
  '{"Reconcile":{"Instances":"stray"}}',
  '{"SnapshotArn":"stray"}',
  '{"ExportTaskIdentifier":"","ExportBucket":""}',
];

const forExport: readonly Stray[] = [
  ...UNREADABLE.map((body): Stray => ({ queue: "export", body, ends: "letter" })),
  { queue: "export", body: "stray", bytes: SQS_MAX_MESSAGE_BYTES, ends: "letter" },
  { queue: "export", body: notified(rdsEvent({ "Event ID": "http://x#RDS-EVENT-0086" })), ends: "ignored" },
  { queue: "export", body: rdsEvent({ "Event Source": "db-cluster" }), ends: "ignored" },
  { queue: "export", body: rdsEvent({ "Event Time": "yesterday" }), ends: "letter" },
  { queue: "export", body: rdsEvent({ "Event ID": "stray" }), ends: "letter" },
  // A backup of an instance that has no snapshot, and a snapshot that never was.
  { queue: "export", body: rdsEvent({ "Source ID": "stray'); DROP TABLE x;--/../" }), ends: "letter" },
  { queue: "export", body: JSON.stringify({ SnapshotArn: `${ARN}:snapshot:stray` }), ends: "letter" },
];

const forCopier: readonly Stray[] = [
  ...UNREADABLE.map((body): Stray => ({ queue: "copier", body, ends: "letter" })),
  { queue: "copier", body: "stray", bytes: SQS_MAX_MESSAGE_BYTES, ends: "letter" },
  {
    queue: "copier",
    body: JSON.stringify({ ExportTaskIdentifier: "stray", ExportBucket: "export-bucket" }),
    ends: "letter",
  },
  {
    queue: "copier",
    body: JSON.stringify({ ExportTaskIdentifier: "../../stray", ExportBucket: "export-bucket" }),
    ends: "letter",
  },
  {
    queue: "copier",
    body: JSON.stringify({ ExportTaskIdentifier: "stray", ExportBucket: "somebody-elses-bucket" }),
    ends: "letter",
  },
  {
    queue: "copier",
    body: exportEvent({ EventID: "RDS-EVENT-0042", SourceArn: `${ARN}:snapshot:stray` }),
    ends: "ignored",
  },
  {
    queue: "copier",
    body: exportEvent({ EventID: "RDS-EVENT-0161", SourceArn: `${ARN}:snapshot:stray` }),
    ends: "ignored",
  },
];

/** Messages that mean nothing that there is: poison, somebody else's events, slips of the pen. */
export const strayMessages: fc.Arbitrary<Stray> = fc.constantFrom(...forExport, ...forCopier);
