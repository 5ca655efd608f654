import {
  DescribeExportTasksCommand,
  paginateDescribeDBSnapshots,
  RDSClient,
  StartExportTaskCommand,
} from "@aws-sdk/client-rds";
import { parseTableReport } from "../../../functions/copier/verify/table-report";
import type { AwsAccess } from "../../../functions/shared/aws-clients";
import { s3LandingRecords } from "../../../functions/shared/s3-landing-records";
import { EXPORT_BUCKET, snapshotArn } from "../../../simulation/world/facts";
import { clientOf, planOf, runScript, snapshotOf } from "../support/plans";

const snapshots = [1, 2, 3, 4, 5, 6, 7].map((n) =>
  snapshotOf({
    instance: `db${n}`,
    name: `rds:db${n}-x`,
    tags: { Purpose: `${n}` },
    at: 3600 - n * 60,
    creating: 1,
  }),
);

function clientFor(access: AwsAccess): RDSClient {
  return new RDSClient(clientOf(access));
}

async function start(client: RDSClient, id: string, name: string): Promise<unknown> {
  return await client.send(
    new StartExportTaskCommand({
      ExportTaskIdentifier: id,
      SourceArn: snapshotArn(name),
      S3BucketName: EXPORT_BUCKET,
      IamRoleArn: "arn:aws:iam::123456789012:role/export",
      KmsKeyId: "key",
    }),
  );
}

const pass = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

test("RDS lists snapshots with their tags, page by page", async () => {
  await runScript(planOf({ snapshots, settings: { pageSize: 3 } }), async (access) => {
    await pass(600);
    const pages: string[][] = [];
    for await (const { DBSnapshots = [] } of paginateDescribeDBSnapshots({ client: clientFor(access) }, {}))
      pages.push(
        DBSnapshots.map(
          ({ DBInstanceIdentifier, TagList }) => `${DBInstanceIdentifier} ${TagList?.[0]?.Value}`,
        ),
      );
    expect(pages).toEqual([["db1 1", "db2 2", "db3 3"], ["db4 4", "db5 5", "db6 6"], ["db7 7"]]);
  });
});

test("five exports run at once, none of a snapshot that is being exported, and no identifier comes back", async () => {
  const history = await runScript(planOf({ snapshots }), async (access) => {
    await pass(600);
    const client = clientFor(access);
    await start(client, "task-1", "rds:db1-x");
    await expect(start(client, "task-1", "rds:db2-x")).rejects.toMatchObject({
      name: "ExportTaskAlreadyExistsFault",
    });
    await expect(start(client, "task-2", "rds:db1-x")).rejects.toMatchObject({
      name: "InvalidExportSourceStateFault",
    });
    for (const n of [2, 3, 4, 5]) await start(client, `task-${n}`, `rds:db${n}-x`);
    await expect(start(client, "task-6", "rds:db6-x")).rejects.toMatchObject({
      name: "ExportTaskLimitReachedFault",
    });
    await pass(200);
    await start(client, "task-6", "rds:db6-x");
    await expect(start(client, "task-1", "rds:db1-x")).rejects.toMatchObject({
      name: "ExportTaskAlreadyExistsFault",
    });

    const filters = [
      { Name: "s3-bucket", Values: [EXPORT_BUCKET] },
      { Name: "status", Values: ["complete"] },
    ];
    const { ExportTasks = [] } = await client.send(new DescribeExportTasksCommand({ Filters: filters }));
    expect(ExportTasks.map(({ ExportTaskIdentifier: id }) => id)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `task-${n}`),
    );
  });

  expect(history.mostExportsAtOnce).toBe(5);
  expect(history.exports.map(({ planned }) => planned)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("an export writes each table's files by batches, and RDS's reports", async () => {
  const history = await runScript(planOf(), async (access) => {
    await start(clientFor(access), "task", "rds:db1-2024-02-27-07-00");
  });

  expect([...(history.exports[0]?.files ?? [])]).toEqual([
    ["task/app/public.orders/1/part-0.parquet", 100],
    ["task/app/public.orders/2/part-1 ü.parquet", 200],
  ]);
  expect(history.exports[0]?.status).toBe("COMPLETE");
});

test.each([
  ["fails", "FAILED"],
  ["cancelled", "CANCELED"],
] as const)("an export that %s ends as %s", async (effect, status) => {
  const faults = [{ kind: "export-task", nth: 1, effect } as const];
  const history = await runScript(planOf({ faults }), async (access) => {
    await start(clientFor(access), "task", "rds:db1-2024-02-27-07-00");
  });

  expect(history.exports[0]?.status).toBe(status);
  expect(history.injected).toEqual([{ fault: faults[0], times: 1 }]);
});

test("a table that RDS skips is named in the task's warning", async () => {
  const faults = [{ kind: "export-task", nth: 1, effect: { skipsTable: 0 } } as const];
  await runScript(planOf({ faults }), async (access) => {
    const client = clientFor(access);
    await start(client, "task", "rds:db1-2024-02-27-07-00");
    await pass(600);
    const { ExportTasks = [] } = await client.send(
      new DescribeExportTasksCommand({ ExportTaskIdentifier: "task" }),
    );
    expect(JSON.parse(ExportTasks[0]?.WarningMessage ?? "")).toMatchObject({
      skippedTables: [{ target: "app.public.orders" }],
    });
  });
});

test.each([
  [1, "capital keys", undefined],
  [2, "small keys", "COMPLETE"],
])(
  "a table that RDS loses is complete in its report, and has no files (seed %d: %s)",
  async (seed, _, ofDatabase) => {
    const faults = [{ kind: "export-task", nth: 1, effect: { losesTable: 0 } } as const];
    await runScript(planOf({ seed, faults }), async (access) => {
      await start(clientFor(access), "task", "rds:db1-2024-02-27-07-00");
      await pass(600);
      const records = s3LandingRecords(clientOf(access), EXPORT_BUCKET);
      const keys: string[] = [];
      for await (const page of records.list("task/")) keys.push(...page.map(({ key }) => key));
      expect(keys).toEqual([
        "task/app/public.empty/1/_SUCCESS",
        "task/export_info_task.json",
        "task/export_tables_info_task_from_1_to_3.json",
      ]);
      const report = parseTableReport((await records.read(keys[2] ?? ""))?.body ?? "");
      expect(report?.map(({ target, status, hasColumns }) => [target, status, hasColumns])).toEqual([
        ["app", ofDatabase, false],
        ["app.public.orders", "COMPLETE", true],
        ["app.public.empty", "COMPLETE", true],
      ]);
    });
  },
);

test("other people's exports take slots for as long as the plan says", async () => {
  const faults = [{ kind: "slots-taken", slots: 9, from: 0, to: 4_500 } as const];
  await runScript(planOf({ faults }), async (access) => {
    const client = clientFor(access);
    await expect(start(client, "task", "rds:db1-2024-02-27-07-00")).rejects.toMatchObject({
      name: "ExportTaskLimitReachedFault",
    });
    const running = { Filters: [{ Name: "status", Values: ["in_progress"] }] };
    expect((await client.send(new DescribeExportTasksCommand(running))).ExportTasks).toHaveLength(5);
    await pass(800);
    await start(client, "task", "rds:db1-2024-02-27-07-00");
  });
});

test("each export of a snapshot but the first gives its files names of its own, the same ones in every run", async () => {
  const faults = [1, 2].map((nth) => ({ kind: "export-task", nth, effect: "fails" }) as const);
  const names = async (seed: number): Promise<readonly (readonly string[])[]> => {
    const { exports } = await runScript(planOf({ faults, seed }), async (access) => {
      for (const id of ["task", "task-r2", "task-r3"]) {
        await start(clientFor(access), id, "rds:db1-2024-02-27-07-00");
        await pass(200);
      }
    });
    return exports.map(({ files }) => [...files.keys()].map((key) => key.split("/").at(-1) ?? ""));
  };
  const [first, second, third] = await names(1);
  expect(first).toEqual(["part-0.parquet", "part-1 ü.parquet"]);
  expect(second).toEqual(
    first?.map((name) => expect.stringMatching(new RegExp(`^[0-9a-f]{8}-${name}$`)) as string),
  );
  expect(new Set([...(first ?? []), ...(second ?? []), ...(third ?? [])]).size).toBe(6);
  expect(await names(1)).toEqual([first, second, third]);
  expect((await names(2))[1]).not.toEqual(second);
});
