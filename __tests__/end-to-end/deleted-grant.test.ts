import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { jsonRunIn, PATIENCE_SECONDS } from "../support/local-run-process";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const root = path.resolve(__dirname, "../..");
const SOURCES = ["config", "functions", "local", "main.ts", "modules", "package.json", "tsconfig.json"];

let checkout: string;

/** A checkout of its own, in which somebody edits a policy. */
beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), "checkout-"));
  for (const name of SOURCES) cpSync(path.join(root, name), path.join(checkout, name), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(checkout, "node_modules"));
});

afterEach(() => {
  rmSync(checkout, { recursive: true, force: true });
});

function edit(file: string, from: string | RegExp, to: string): void {
  const whole = path.join(checkout, file);
  const text = readFileSync(whole, "utf8");
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(whole, edited);
}

const run = (): ReturnType<typeof jsonRunIn> =>
  jsonRunIn(checkout, "--rows", "200", "--speed", "300", "--timeout", String(PATIENCE_SECONDS));

describe("npm start, after somebody has edited a policy,", () => {
  test("ends although the functions try for hours what is denied, and names what would allow it", async () => {
    edit("modules/db-snapshot-to-s3/queue-permissions.ts", /\s*"sqs:ReceiveMessage",/, "");
    const { exitCode, result } = await run();
    expect(exitCode).toBe(1);
    expect(result.standstill).toMatch(/calls are denied, and nothing has moved since/);
    expect(result.problems).toContainEqual(
      expect.stringMatching(
        /role\/local-dev-rds-snapshot-to-s3-lambda may not sqs:ReceiveMessage on arn:aws:sqs:\S+local-dev-rds-snapshot-to-s3 .*This statement in aws_iam_policy\.rds_snapshot_to_s3_lambda would allow it: \{"Sid":"AllowSqsReceiveMessage"/,
      ),
    );
  });

  test("says so as a result when the deployment itself is denied", async () => {
    edit(
      "modules/db-snapshot-to-s3/snapshot-events.ts",
      /variable: "aws:SourceAccount", values: \[account\.accountId\]/,
      'variable: "aws:SourceAccount", values: ["999999999999"]',
    );
    const { exitCode, result } = await run();
    expect(exitCode).toBe(1);
    expect(result.standstill).toMatch(/^the deployment failed: /);
    expect(result.problems).toContainEqual(
      expect.stringMatching(
        /events\.rds\.amazonaws\.com may not sns:Publish on .*Statement SnapshotEvents of aws_sns_topic_policy\.rds_snapshot_to_s3 allows it but for its condition .*the request has aws:SourceAccount=111122223333/,
      ),
    );
    expect(result.calls.length).toBeGreaterThan(10);
  });
});
