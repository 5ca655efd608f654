import { exportedBy } from "../../../functions/export/judge-snapshot";
import type { Snapshot } from "../../../functions/export/snapshot";
import type { ExportTask } from "../../../functions/shared/export-task";

const TAKEN = new Date("2024-03-05T06:00:00Z");
const SNAPSHOT: Snapshot = {
  arn: "arn:aws:rds:eu-west-2:123456789012:snapshot:s",
  ...{ name: "s", createTime: TAKEN, instance: "db1", status: "available", isCopy: false, tags: new Map() },
};

function task(given: Partial<ExportTask> = {}): ExportTask {
  return {
    ...{ id: "t", status: "COMPLETE", sourceArn: SNAPSHOT.arn, snapshotTime: TAKEN },
    ...{ startTime: new Date("2024-03-05T06:10:00Z"), endTime: undefined },
    ...{ bucket: "b", prefix: "", exportOnly: [] },
    ...{ percentProgress: undefined, failureCause: undefined, warningMessage: undefined },
    ...given,
  };
}

const EARLIER = {
  snapshotTime: new Date("2024-03-04T06:00:00Z"),
  startTime: new Date("2024-03-04T06:10:00Z"),
};

it.each([
  { what: "none", tasks: [], expected: false },
  { what: "a complete one", tasks: [task()], expected: true },
  { what: "a running one", tasks: [task({ status: "STARTING" })], expected: true },
  { what: "one that has failed", tasks: [task({ status: "FAILED" })], expected: false },
  { what: "a cancelled one", tasks: [task({ status: "CANCELED" })], expected: false },
  { what: "one into another bucket", tasks: [task({ bucket: "other" })], expected: false },
  { what: "one of an earlier snapshot of its name", tasks: [task(EARLIER)], expected: false },
  { what: "its own beside an earlier one's", tasks: [task(EARLIER), task()], expected: true },
])("a snapshot with $what is exported: $expected", ({ tasks, expected }) => {
  expect(exportedBy(tasks, "b")(SNAPSHOT)).toBe(expected);
});
