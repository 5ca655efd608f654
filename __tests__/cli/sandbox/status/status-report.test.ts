import type { SandboxFacts } from "../../../../cli/sandbox/status/facts";
import { statusLines } from "../../../../cli/sandbox/status/status-lines";
import { statusReport } from "../../../../cli/sandbox/status/status-report";
import {
  bastion,
  database,
  DENIED,
  exportTask,
  facts,
  MISSING,
  nothingThere,
  queue,
  snapshot,
  there,
} from "./support/facts";
import { PARTS } from "./support/parts";

const text = (given: SandboxFacts): string => statusLines(statusReport(given)).join("\n");

describe("what is deployed", () => {
  it("is whole, without a zone and without endpoints, which a sandbox may do without", () => {
    const report = statusReport(facts());
    expect(report.deployed).toBe("whole");
    expect(report.parts.map(({ part }) => part)).not.toContain("landing zone");
    expect(text(facts())).toContain("everything is there");
  });

  it("misses the zone that the stack says it has", () => {
    expect(statusReport(facts({ hasZone: true }))).toMatchObject({
      deployed: "in part",
      parts: expect.arrayContaining([
        { part: "landing zone", name: PARTS.zoneBucket, state: "missing", words: "" },
      ]),
    });
  });

  it("is nothing after a destroy, and costs nothing", () => {
    const report = statusReport(nothingThere());
    expect(report).toMatchObject({ deployed: "none", costs: { hourly: [], dollarsAnHour: 0 } });
    expect(text(nothingThere())).not.toContain("MISSING");
  });

  it("is unknown where somebody may not look, and says so", () => {
    const given = facts({ database: { name: PARTS.database, found: DENIED }, snapshots: DENIED });
    expect(statusReport(given)).toMatchObject({ deployed: "unknown", notRead: [DENIED.why] });
    expect(text(given)).toContain(`NOT READ: ${DENIED.why}`);
    expect(text(given)).toContain("Could not be looked at");
  });

  it("tells whether Systems Manager reaches the bastion", () => {
    const given = facts({
      bastion: { name: PARTS.bastion, found: there(bastion({ ping: there("ConnectionLost") })) },
    });
    expect(text(given)).toContain("running, Systems Manager: ConnectionLost");
    const unread = facts({
      bastion: { name: PARTS.bastion, found: there(bastion({ ping: DENIED })) },
    });
    expect(text(unread)).toContain("Systems Manager: not read");
    expect(statusReport(unread).notRead).toEqual([DENIED.why]);
  });
});

describe("what runs", () => {
  it("is snapshots being made, exports that are not over, and messages", () => {
    const [exportQueue = "", deadLetters = "", ...rest] = PARTS.queues;
    const given = facts({
      snapshots: there([snapshot({ status: "creating", percent: 30 }), snapshot({ identifier: "done" })]),
      exports: there([
        exportTask(),
        exportTask({ identifier: "over", status: "COMPLETE", percent: 100 }),
        exportTask({ identifier: "ends", status: "CANCELING" }),
      ]),
      queues: [
        { name: exportQueue, found: there(queue({ delayed: 1 })) },
        { name: deadLetters, found: there(queue({ waiting: 2 })) },
        ...rest.map((name) => ({ name, found: there(queue()) })),
      ],
    });
    expect(statusReport(given).running).toEqual([
      { what: "snapshot", name: "by-hand-1", words: "creating, 30 %" },
      { what: "export", name: "by-hand-1", words: "IN_PROGRESS, 40 %" },
      { what: "export", name: "ends", words: "CANCELING, 40 %" },
      { what: "queue", name: exportQueue, words: "0 waiting, 0 being worked on, 1 delayed" },
      { what: "dead-letter queue", name: deadLetters, words: "2 waiting, 0 being worked on, 0 delayed" },
    ]);
  });

  it("is nothing in a sandbox at rest", () => {
    expect(text(facts())).toContain("no snapshot is being made, no export runs, no message is in a queue");
  });
});

describe("what is left over", () => {
  it("is manual snapshots, with their age, and whether their database is gone", () => {
    const given = nothingThere({
      snapshots: there([snapshot(), snapshot({ identifier: "rds:a", type: "automated" })]),
    });
    expect(statusReport(given).leftOver.snapshots).toEqual([
      {
        identifier: "by-hand-1",
        status: "available",
        gigabytes: 20,
        createdAt: "2026-11-21T09:00:00.000Z",
        databaseIsThere: false,
      },
    ]);
    expect(text(given)).toContain("of a database of 20 GB that is not there any more, 3 hours old");
    expect(text(given)).toContain("npm run sandbox:clean");
  });

  it("is exports and keys that wait for their deletion", () => {
    const given = facts({
      exported: there({ bucket: PARTS.exportBucket, objects: 10_000, bytes: 2_500_000, more: true }),
      keysPendingDeletion: there([
        {
          id: "key",
          arn: "arn:key",
          description: "the key",
          state: "PendingDeletion",
          customerManaged: true,
          deletedAt: new Date("2026-11-28T00:00:00Z"),
        },
      ]),
    });
    expect(text(given)).toContain("objects: more than 10000, 2.5 MB");
    expect(text(given)).toContain("will be deleted on 2026-11-28");
  });

  it("is nothing otherwise", () => {
    expect(text(facts())).toMatch(/Left over\n {2}nothing$/);
  });
});

it("reads well where a database has no secret and a bastion is missing", () => {
  const given = facts({
    database: { name: PARTS.database, found: there(database({ secretArn: undefined })) },
    bastion: { name: PARTS.bastion, found: MISSING },
  });
  expect(text(given)).toContain("MISSING");
  expect(text(given)).not.toContain("secret");
});
