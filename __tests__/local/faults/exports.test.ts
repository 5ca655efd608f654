import { CancelExportTaskCommand, StartExportTaskCommand } from "@aws-sdk/client-rds";
import type { ExportTask } from "../../../local/aws/rds/model";
import type { CarriedOutPlan } from "../../../local/faults/carry-out";
import type { SnapshotExporter } from "../../../local/rds/snapshot-exporter";
import { accountId, errorName, eventually, type World, type WorldOptions } from "../aws/local-world";
import { closeWorlds, worldWithFaults } from "./world-with-faults";

afterEach(closeWorlds);

interface Exported {
  readonly world: World;
  readonly plan: CarriedOutPlan;
  readonly shown: readonly ExportTask[];
}

/** A world in which an export of the snapshot `s1` of `housing` has been started. */
async function exporting(words: readonly string[], options: WorldOptions = {}): Promise<Exported> {
  const { world, plan } = await worldWithFaults(words, options);
  const shown: ExportTask[] = [];
  world.aws.rds.onTask((task) => shown.push(task));
  world.aws.rds.createInstance("housing");
  world.aws.buckets.create("exports");
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
  await start(world);
  return { world, plan, shown };
}

function start(world: World, ExportTaskIdentifier = "t1"): Promise<unknown> {
  return world.rds.send(
    new StartExportTaskCommand({
      ExportTaskIdentifier,
      SourceArn: `arn:aws:rds:eu-west-2:${accountId}:snapshot:s1`,
      S3BucketName: "exports",
      IamRoleArn: `arn:aws:iam::${accountId}:role/rds-snapshot-export-service`,
      KmsKeyId: "1234abcd",
    }),
  );
}

function ended({ world }: Exported, identifier = "t1"): Promise<ExportTask> {
  return eventually(() =>
    world.aws.rds.exportTasks.find((task) => task.identifier === identifier && task.endTime !== undefined),
  );
}

/** Goes on in steps of ten per cent until it is stopped, or done. */
const steps: SnapshotExporter = {
  export: async (request) => {
    for (let percent = 0; percent <= 100; percent += 10) {
      await new Promise((resolve) => setImmediate(resolve));
      request.signal.throwIfAborted();
      request.onProgress(percent);
    }
    return { extractedBytes: 1 };
  },
};

describe("an export", () => {
  it("fails with RDS's words for what it does not know, or with those of the plan, and once only", async () => {
    const first = await exporting(["rds:export=fail*1", "rds:export=fail:no disk*1"]);
    expect(await ended(first)).toMatchObject({
      status: "FAILED",
      failureCause: "An unknown internal error occurred.",
    });
    await start(first.world, "t2");
    // Both faults were asked about the first export.
    expect(await ended(first, "t2")).toMatchObject({ status: "COMPLETE" });
    const second = await exporting(["rds:export=fail:no disk"]);
    expect(await ended(second)).toMatchObject({ failureCause: "no disk" });
  });

  it.each([
    ["tells its progress", steps],
    ["tells none", { export: () => Promise.resolve({ extractedBytes: 1 }) }],
  ])("is cancelled at a percentage by somebody else when it %s", async (_which, exporter) => {
    const exported = await exporting(["rds:export=cancel:40"], { exporter });
    expect(await ended(exported)).toMatchObject({ status: "CANCELED" });
    expect(Math.max(...exported.shown.map(({ percentProgress }) => percentProgress))).toBeLessThanOrEqual(40);
    expect(exported.plan.unfired()).toEqual([]);
  });

  it("hangs at 99 % for a while, and then ends well", async () => {
    const exported = await exporting(["rds:export=hang:3600"], { exporter: steps });
    const { startTime, endTime, status } = await ended(exported);
    expect(status).toBe("COMPLETE");
    expect(Number(endTime) - Number(startTime)).toBeGreaterThanOrEqual(3600 * 1000 * 0.99);
    expect(exported.plan.standstill()).toBeUndefined();
  });

  it("hangs at 99 % for ever, until somebody cancels it; after half an hour there is a word for it", async () => {
    const exported = await exporting(["rds:export=hang"], { exporter: steps });
    expect(exported.plan.standstill()).toBeUndefined();
    const words = await eventually(() => exported.plan.standstill());
    expect(words).toMatch(
      /the export t1 .* at 99 % for more than 30 minutes: .*EXPORT_STILL_RUNNING after 7 days/,
    );
    expect(exported.world.aws.rds.exportTasks).toMatchObject([
      { status: "IN_PROGRESS", percentProgress: 99 },
    ]);
    await exported.world.rds.send(new CancelExportTaskCommand({ ExportTaskIdentifier: "t1" }));
    expect(await ended(exported)).toMatchObject({ status: "CANCELED" });
    expect(exported.plan.standstill()).toBeUndefined();
  });

  it("leaves out the tables that match, and a plan that matched none has not happened", async () => {
    const tables = ["db.repairs.request", "db.repairs.trade", "db.rents.tenancy"];
    const skipped: string[] = [];
    const exporter: SnapshotExporter = {
      export: (request) => {
        skipped.push(...tables.filter((target) => request.isSkipped?.(target) === true));
        return Promise.resolve({ extractedBytes: 1 });
      },
    };
    const { plan, ...exported } = await exporting(
      ["rds:export=skip:repairs.tr*:*.tenancy", "rds:export=skip:gone.*"],
      { exporter },
    );
    await ended({ ...exported, plan });
    expect(skipped).toEqual(["db.repairs.trade", "db.rents.tenancy"]);
    expect(plan.unfired()).toEqual(["an export skips gone.*"]);
  });

  it.each([
    ["[housing]", "FAILED"],
    ["[s?]", "FAILED"],
    ["[arn:*:snapshot:s1]", "FAILED"],
    ["[rents]", "COMPLETE"],
  ])("is chosen by instance, snapshot or its ARN: %s", async (resource, status) => {
    const exported = await exporting([`rds:export${resource}=fail`]);
    expect(await ended(exported)).toMatchObject({ status });
    expect(exported.plan.unfired()).toHaveLength(status === "FAILED" ? 0 : 1);
  });
});

describe("slots", () => {
  it("are occupied until so long after the snapshots are available", async () => {
    const { world, plan } = await worldWithFaults(["rds:export=occupy-slots:5:600"], { factor: 36_000 });
    expect(plan.unfired()).toHaveLength(1);
    world.aws.rds.createInstance("housing");
    world.aws.buckets.create("exports");
    await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
    expect(await errorName(start(world))).toBe("ExportTaskLimitReachedFault");
    expect(plan.unfired()).toEqual([]);
    plan.snapshotAvailable();
    await eventually(async () => (await start(world).catch(() => undefined)) ?? undefined);
  });
});
