import { METRICS_NAMESPACE } from "../../../functions/shared/metrics";
import { powertoolsLog, powertoolsMetrics } from "../../../functions/shared/observability";

/** What the process writes while something runs, line by line. */
function linesOf(run: () => void): Record<string, unknown>[] {
  const written: string[] = [];
  const capture = (chunk: unknown): boolean => written.push(String(chunk)) > 0;
  jest.spyOn(process.stdout, "write").mockImplementation(capture);
  jest.spyOn(process.stderr, "write").mockImplementation(capture);
  try {
    run();
  } finally {
    jest.restoreAllMocks();
  }
  return written
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

it("log lines are JSON with the service's name, the level and the fields; errors with their stack", () => {
  const [info, failure] = linesOf(() => {
    const log = powertoolsLog("s3-to-s3-copier");
    log.info("landed: all", { exportTask: "a-1", files: 2 });
    log.error("reject: no", { error: new TypeError("oops") });
  });
  expect(info).toMatchObject({
    level: "INFO",
    service: "s3-to-s3-copier",
    message: "landed: all",
    exportTask: "a-1",
    files: 2,
  });
  expect(failure).toMatchObject({
    level: "ERROR",
    error: { name: "TypeError", message: "oops", stack: expect.stringContaining("observability.test") },
  });
});

it("metrics are written once per flush, in our namespace, by service; and nothing when there are none", () => {
  const lines = linesOf(() => {
    const metrics = powertoolsMetrics("rds-snapshot-to-s3", { AWS_LAMBDA_FUNCTION_NAME: "dev-export" });
    metrics.add("bytesCopied", 100);
    metrics.add("exportStarted", 1);
    metrics.add("exportStarted", 1);
    metrics.flush();
    metrics.flush();
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ service: "rds-snapshot-to-s3", ExportStarted: [1, 1], BytesCopied: 100 });
  expect(JSON.stringify(lines[0])).toContain(`"Namespace":"${METRICS_NAMESPACE}"`);
});

it("an instance's metric stands by itself, with the dimensions of the others and the instance, in seconds", () => {
  const lines = linesOf(() => {
    const metrics = powertoolsMetrics("rds-snapshot-to-s3", { AWS_LAMBDA_FUNCTION_NAME: "dev-export" });
    metrics.add("oldestSnapshotNotLanded", 90);
    metrics.addOfInstance("db1", "oldestSnapshotNotLanded", 90);
    metrics.addOfInstance("db2", "oldestSnapshotNotLanded", 0);
    metrics.flush();
  });
  const own = { service: "rds-snapshot-to-s3", function_name: "dev-export" };
  expect(lines).toMatchObject([
    { ...own, instance: "db1", OldestSnapshotNotLanded: 90 },
    { ...own, instance: "db2", OldestSnapshotNotLanded: 0 },
    { ...own, OldestSnapshotNotLanded: 90 },
  ]);
  expect(lines[2]).not.toHaveProperty("instance");
  for (const line of lines) expect(JSON.stringify(line)).toContain('"Unit":"Seconds"');
});
