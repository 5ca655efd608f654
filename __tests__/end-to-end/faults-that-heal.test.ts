import type { RunResult } from "../../local/start/run-result";
import { jsonRun, PATIENCE_SECONDS } from "../support/local-run-process";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const SMALL = ["--rows", "500", "--speed", "600"];
const decisions = (result: RunResult): string[] =>
  result.decisions.map(({ line }) => String(line["decision"]));
const done = (result: RunResult, operation: string): (string | undefined)[] =>
  result.calls.filter((call) => call.operation === operation).flatMap(({ fault }) => fault ?? []);

/** Everything landed, once, and nothing is left over. */
function expectLanded(exitCode: number | null, result: RunResult): void {
  expect(result.problems).toEqual([]);
  expect(exitCode).toBe(0);
  expect(result.unfiredFaults).toEqual([]);
  expect(result.snapshots.map(({ workflowRuns }) => workflowRuns.length)).toEqual([1]);
  expect(result.deadLetters).toEqual([]);
}

describe("what the product gets over by itself", () => {
  test("throttled calls of every service", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "throttle");
    expectLanded(exitCode, result);
    // Beside these the two events of the backup may both try to start the export: one finds that it exists.
    expect(result.failedCalls.map(({ operation, error }) => `${operation} ${error}`)).toEqual(
      expect.arrayContaining([
        ...["rds:DescribeDBSnapshots Throttling", "rds:DescribeExportTasks Throttling"],
        ...["rds:StartExportTask Throttling", "sqs:SendMessage RequestThrottled"],
        ...["s3:ListObjectsV2 SlowDown", "s3:CopyObject SlowDown"],
        ...["glue:GetWorkflowRuns ThrottlingException", "glue:StartWorkflowRun ThrottlingException"],
      ]),
    );
  });

  test("the lost event of a backup's end: the event of its beginning steps in", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "lost-event");
    expectLanded(exitCode, result);
    expect(done(result, "sns:Publish")).toEqual([expect.stringContaining("lost")]);
    expect(result.decisions.map(({ line }) => line["reason"])).toContainEqual(
      expect.stringContaining("its backup's finish event is expected to export it"),
    );
    expect(decisions(result)).toContain("start");
  });

  test("a copier that dies in the middle of the copy, and again behind the workflow's start", async () => {
    const { exitCode, result } = await jsonRun(...SMALL, "--break", "crash");
    expectLanded(exitCode, result);
    expect([...done(result, "s3:CopyObject"), ...done(result, "glue:StartWorkflowRun")]).toEqual([
      expect.stringContaining("killed after"),
      expect.stringContaining("killed after"),
    ]);
    // The workflow that was started before the second death is found again.
    expect(decisions(result)).toContain("already-landed");
  });

  test("an export function that dies behind the export's start, and copies that fail in an answer 200", async () => {
    const faults = ["export@rds:StartExportTask=kill-after*1", "s3:CopyObject=error-in-200*2"];
    const { exitCode, result } = await jsonRun(...SMALL, "--faults", ...faults);
    expectLanded(exitCode, result);
    expect(result.snapshots[0]?.exports).toHaveLength(1);
    expect(decisions(result)).toContain("go-on");
    expect(result.failedCalls.filter(({ operation }) => operation.startsWith("s3:"))).toEqual([
      expect.objectContaining({ operation: "s3:CopyObject", error: "InternalError", times: 2 }),
    ]);
  });
});
