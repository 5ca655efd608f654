import { copierBody, parseCopierRequest } from "../../../functions/copier/event";
import type { Place } from "../../../functions/copier/place";

const SNAPSHOT = "arn:aws:rds:eu-west-2:123456789012:snapshot:rds:db1-2024-03-01-00-10";
const MESSAGE = { ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket" };
const REQUEST = { kind: "copy-request", taskId: "a-1", bucket: "export-bucket" } as const;

/** RDS's event on EventBridge, in the form of its guide. */
const event = (detail: object = {}, given: object = {}): string =>
  JSON.stringify({
    version: "0",
    id: "844e2571-85d4-695f-b930-0153b71dcb42",
    "detail-type": "RDS DB Snapshot Event",
    source: "aws.rds",
    account: "123456789012",
    time: "2024-03-01T12:26:13Z",
    region: "eu-west-2",
    resources: [SNAPSHOT],
    detail: {
      EventCategories: ["notification"],
      SourceType: "SNAPSHOT",
      SourceArn: SNAPSHOT,
      Date: "2024-03-01T12:26:13.882Z",
      Message: "Export task completed",
      SourceIdentifier: "db1-2024-03-01-00-10",
      EventID: "RDS-EVENT-0161",
      ...detail,
    },
    ...given,
  });

describe("a message about an export task", () => {
  it("says which task, and of which instance, if its sender knew it", () => {
    expect(parseCopierRequest(JSON.stringify(MESSAGE))).toEqual(REQUEST);
    expect(parseCopierRequest(JSON.stringify({ ...MESSAGE, DBInstanceIdentifier: "db1" }))).toEqual({
      ...REQUEST,
      instance: "db1",
    });
  });

  const place: Place = { phase: "copy", after: "a-1/db/public.täble+1 %41/1/part \"'.parquet", round: 1 };

  it("comes back as it was written, place included", () => {
    expect(parseCopierRequest(copierBody({ ...REQUEST, instance: "db1" }, place))).toEqual({
      ...REQUEST,
      instance: "db1",
      place,
    });
    expect(parseCopierRequest(copierBody(REQUEST))).toEqual(REQUEST);
  });

  it.each([{ phase: "copy", after: 7 }, { phase: "later-release" }, "copy", 7, [], {}])(
    "is kept although its place %j cannot be read: the landing starts over, and somebody can see it",
    (Place) => {
      const request = parseCopierRequest(JSON.stringify({ ...MESSAGE, Place }));
      expect(request).toEqual({ ...REQUEST, placeProblem: expect.stringContaining("starts over") });
    },
  );

  it("has no place when none is given", () => {
    expect(parseCopierRequest(JSON.stringify({ ...MESSAGE, Place: null }))).toEqual(REQUEST);
  });
});

describe("an event of RDS's on EventBridge", () => {
  it.each([
    ["RDS-EVENT-0159", "failed"],
    ["RDS-EVENT-0160", "canceled"],
    ["RDS-EVENT-0161", "completed"],
  ])("%s says that an export has %s", (EventID, phase) => {
    expect(parseCopierRequest(event({ EventID }))).toEqual({
      kind: "export-event",
      snapshotArn: SNAPSHOT,
      eventId: EventID,
      phase,
    });
  });

  it.each([
    ["only in its resources", { SourceArn: undefined }, {}],
    ["in its resources, where SourceArn is no ARN", { SourceArn: "rds:db1-2024-03-01-00-10" }, {}],
    ["only as SourceArn", {}, { resources: undefined }],
    ["as SourceArn, where the resources are of another kind", {}, { resources: "none" }],
  ])("may name the snapshot %s", (_name, detail, given) => {
    expect(parseCopierRequest(event(detail, given))).toMatchObject({ snapshotArn: SNAPSHOT });
  });

  it("that names no snapshot is not taken for something else", () => {
    const body = event(
      { SourceArn: undefined },
      { resources: ["arn:aws:rds:eu-west-2:123456789012:db:db1"] },
    );
    expect(parseCopierRequest(body)).toEqual({
      kind: "unreadable",
      reason: expect.stringContaining("names no snapshot"),
    });
  });

  it.each([
    ["another event of a snapshot", event({ EventID: "RDS-EVENT-0091" })],
    ["an event of an Aurora cluster's export", event({ EventID: "RDS-EVENT-0164" })],
    ["an old event without an id", event({ EventID: undefined })],
    ["an event named like what every object has", event({ EventID: "constructor" })],
    ["an event of another service", event({}, { source: "aws.s3" })],
    ["an event without details", event({}, { detail: undefined })],
  ])("%s is not ours", (_name, body) => {
    expect(parseCopierRequest(body)).toMatchObject({ kind: "not-ours" });
  });
});

describe("anything else", () => {
  it.each(["", "{", "null", "[]", "7", "{}", '{"ExportTaskIdentifier":"a-1"}', '{"source":"aws.rds"}'])(
    "%j is unreadable, and says what was expected",
    (body) => {
      expect(parseCopierRequest(body)).toEqual({
        kind: "unreadable",
        reason: expect.stringMatching(/not JSON|neither/),
      });
    },
  );
});
