import fc from "fast-check";
import { reconcileBody } from "../../../functions/export/reconcile-message";
import { parseExportMessage } from "../../../functions/export/event";
import { snapshotRequestBody } from "../../../functions/export/snapshot-request";
import { rdsEvent, snsEnvelope, STARTED } from "../../support/functions/records";

const TIME = new Date("2024-03-01T00:10:06.000Z");

describe("parseExportMessage", () => {
  it.each([
    ["a finished backup", {}, { phase: "finished", instance: "db1" }],
    ["a started backup", STARTED, { phase: "started", instance: "db1" }],
    [
      "an older address of the event",
      {
        "Event ID":
          "http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.html#RDS-EVENT-0002",
      },
      { phase: "finished" },
    ],
    [
      "an event without Source ARN and tags",
      { "Source ARN": undefined, Tags: undefined },
      { instance: "db1" },
    ],
    [
      "a Source ID with colons",
      { "Source ID": "arn:aws:rds:eu-west-2:123456789012:db:db2" },
      { instance: "db2" },
    ],
  ])("reads %s", (_name, given, expected) => {
    expect(parseExportMessage(snsEnvelope(rdsEvent(TIME, given)))).toMatchObject({
      kind: "backup-event",
      time: TIME,
      ...expected,
    });
  });

  it.each(["2024-03-01 00:10:06.000", "2024-03-01 00:10:06", "2024-03-01T00:10:06.000Z"])(
    "reads the time %s as UTC",
    (time) => {
      expect(parseExportMessage(JSON.stringify(rdsEvent(TIME, { "Event Time": time })))).toMatchObject({
        time: TIME,
      });
    },
  );

  it("reads back the requests that the function sends itself", () => {
    const arn = "arn:aws:rds:eu-west-2:123456789012:snapshot:rds:db1-2024-03-01-00-10";
    expect(
      parseExportMessage(
        snapshotRequestBody({
          arn,
          instance: "db1",
          createTime: TIME,
          isSafetyNet: false,
          isRequested: false,
        }),
      ),
    ).toEqual({
      kind: "snapshot-request",
      snapshotArn: arn,
      createTime: TIME,
      instance: "db1",
      isSafetyNet: false,
      isRequested: false,
      isQueued: false,
      slotsTakenBy: undefined,
    });
    expect(
      parseExportMessage(
        snapshotRequestBody({
          ...{ arn, instance: "db1", createTime: undefined, isSafetyNet: true, isRequested: true },
          ...{ isQueued: true, slotsTakenBy: ["a", "b"] },
        }),
      ),
    ).toMatchObject({
      createTime: undefined,
      isSafetyNet: true,
      isRequested: true,
      isQueued: true,
      slotsTakenBy: ["a", "b"],
    });
  });

  it("takes a request that names no instance for a person's", () => {
    const SnapshotArn = "arn:aws:rds:eu-west-2:123456789012:snapshot:s1";
    expect(parseExportMessage(JSON.stringify({ SnapshotArn }))).toMatchObject({ isRequested: true });
  });

  it("reads what the schedule sends", () => {
    const body = {
      Reconcile: {
        Instances: ["db1"],
        Since: "2024-02-01T00:00:00Z",
        WindowInDays: 7,
        IntervalInHours: 6,
        ScheduledTime: "2024-03-01T12:00:00Z",
      },
    };
    const look = {
      kind: "reconcile",
      instances: ["db1"],
      since: new Date("2024-02-01T00:00:00Z"),
      windowInDays: 7,
      intervalInHours: 6,
      scheduledTime: new Date("2024-03-01T12:00:00Z"),
      due: [],
    } as const;
    expect(parseExportMessage(JSON.stringify(body))).toEqual(look);
    const carrying = { ...look, due: [{ arn: "arn:s1", createTime: new Date("2024-03-01T01:00:00.123Z") }] };
    expect(parseExportMessage(reconcileBody(carrying))).toEqual(carrying);
    expect(parseExportMessage('{"Reconcile":{"Instances":[]}}').kind).toBe("unreadable");
  });

  it("takes no Source ID that names no instance", () => {
    const event = rdsEvent(new Date("2024-03-01T00:00:00Z"), {
      "Source ID": "arn:aws:rds:eu-west-2:123456789012:db:",
    });
    expect(parseExportMessage(JSON.stringify(event))).toMatchObject({
      kind: "unreadable",
      reason: expect.stringContaining("must end with the instance's identifier"),
    });
  });

  it("ignores SNS's own messages", () => {
    const body = JSON.stringify({ Type: "UnsubscribeConfirmation", Message: "bye" });
    expect(parseExportMessage(body).kind).toBe("not-ours");
  });

  it("never throws, and calls nothing a backup that is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(["unreadable", "not-ours"]).toContain(parseExportMessage(text).kind);
        expect(parseExportMessage(snsEnvelope(text)).kind).toBe("unreadable");
      }),
    );
  });
});
