import { rmSync } from "node:fs";
import { CreateDBSnapshotCommand, RDSClient } from "@aws-sdk/client-rds";
import { ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { RunResult } from "../../local/start/run-result";
import { PATIENCE_SECONDS, startLocalRun, type LocalRunProcess } from "../support/local-run-process";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const KEPT = [
  ...["--json", "--keep", "--rows", "200", "--speed", "200"],
  ...["--timeout", String(PATIENCE_SECONDS)],
];

let run: LocalRunProcess | undefined;
let directory: string | null | undefined;

afterEach(async () => {
  run?.child.kill("SIGKILL");
  await run?.ended;
  if (directory !== null && directory !== undefined) rmSync(directory, { recursive: true, force: true });
});

describe("npm start -- --keep", () => {
  test("keeps an account up in which a snapshot of somebody's lands, too", async () => {
    run = startLocalRun(...KEPT);
    const { ended, out } = run;
    const result = await resultOf(run);
    directory = result.directory;
    expect(result).toMatchObject({ ok: true, account: { endpoint: expect.stringMatching(/^http:\/\/127/) } });
    expect(out.stdout).not.toContain("\n}\n{");

    const settings = clientSettings(result);
    const rds = new RDSClient(settings);
    await rds.send(
      new CreateDBSnapshotCommand({
        DBInstanceIdentifier: result.snapshots[0]!.instance,
        DBSnapshotIdentifier: "mine",
      }),
    );
    await until(() => out.stderr.includes("snapshot mine landed"), run);
    // The row that the run wrote after its own snapshot is in this one.
    expect(out.stderr).toMatch(/snapshot mine landed: (\d+) of \1 tables match/);
    expect(out.stderr).toContain("export task mine: COMPLETE");
    rds.destroy();

    run.child.kill("SIGINT");
    expect(await ended).toBe(0);
    const s3 = new S3Client({ ...settings, forcePathStyle: true, maxAttempts: 1 });
    await expect(s3.send(new ListObjectsV2Command({ Bucket: "example-landing-zone" }))).rejects.toThrow();
    s3.destroy();
  });

  test("lets a person look into the landing zone, and not write there", async () => {
    run = startLocalRun(...KEPT);
    const result = await resultOf(run);
    directory = result.directory;
    const s3 = new S3Client({ ...clientSettings(result), forcePathStyle: true });
    const Bucket = "example-landing-zone";
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "housing/" }));
    expect(KeyCount).toBeGreaterThan(10);
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: "housing/mine", Body: "x" })),
    ).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("is not authorized to perform: s3:PutObject"),
    });
    s3.destroy();
  });
});

async function resultOf({ out, child }: LocalRunProcess): Promise<RunResult> {
  for (;;) {
    try {
      return JSON.parse(out.stdout) as RunResult;
    } catch {
      if (child.exitCode !== null) throw new Error(`${out.stdout}\n${out.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

interface ClientSettings {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
}

function clientSettings({ account }: RunResult): ClientSettings {
  const { environment } = account!;
  return {
    endpoint: account!.endpoint,
    region: environment["AWS_REGION"]!,
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"]!,
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"]!,
      sessionToken: environment["AWS_SESSION_TOKEN"]!,
    },
  };
}

async function until(condition: () => boolean, { child, out }: LocalRunProcess): Promise<void> {
  while (!condition()) {
    if (child.exitCode !== null) throw new Error(out.stderr);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
