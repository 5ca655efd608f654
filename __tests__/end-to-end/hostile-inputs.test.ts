import { setTimeout as sleep } from "node:timers/promises";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { DEAD_LETTER_MAX_BYTES } from "../../functions/shared/dead-letter";
import { compareManifest } from "../../local/verify/compare-manifest";
import { startSyntheticPipeline, type SyntheticPipeline } from "../support/synthetic-landing";

jest.setTimeout(300_000);

const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
  .join("")
  .replace("/", "");

/** Databases and tables that are named like paths, partitions, or this product's own folders. */
const TABLES = [
  ...["housing/public.t", `housing/${PRINTABLE}`, `${PRINTABLE}/public.t`],
  ...["housing/.", "housing/..", "../public.t", "./..", "housing/...", "housing/public...\\..\\x"],
  ...["housing/import_date=20240101", "housing/import_year=2024", "import_year=2024/import_month=01"],
  ...[
    "_landings/import_date=20240101",
    "housing/_SUCCESS",
    "housing/public.parquet",
    "housing/täble 表 🙂\t",
  ],
];
const LONG = "x".repeat(1_000_000);
const SNAPSHOT = "arn:aws:rds:eu-west-2:111122223333:snapshot:";

let made: SyntheticPipeline;
beforeAll(async () => {
  made = await startSyntheticPipeline(3 * TABLES.length, 200, TABLES);
});
afterAll(() => made.close());

/** Sends a message to the queue that a function reads. */
async function send(functionName: string, body: string): Promise<void> {
  const { deployment, deployer } = made.pipeline;
  const source = deployment.eventSources.find((each) => each.functionName.endsWith(functionName));
  const QueueUrl = deployment.queues.find(({ arn }) => arn === source?.queueArn)?.url;
  await deployer.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
}

test("messages of a million bytes end as letters, and names like paths and partitions land as they are", async () => {
  const { aws, zone, watch, exported } = made;
  await send("s3-to-s3-copier", LONG);
  await send("s3-to-s3-copier", JSON.stringify({ ExportTaskIdentifier: LONG, ExportBucket: "b" }));
  await send("rds-snapshot-to-s3", LONG);
  await send("rds-snapshot-to-s3", JSON.stringify({ SnapshotArn: SNAPSHOT + LONG }));
  const { arn } = aws.rds.createSnapshot("housing", undefined, { automated: true });
  const snapshot = await aws.rds.snapshotAvailable(arn);
  while (aws.rds.exportTasks.length === 0 || (await watch.messagesLeft()) > 0) await sleep(200);

  const letters = await watch.deadMessages();
  const told = letters.map(
    ({ queue, body }) => `${queue} ${(JSON.parse(body) as { code?: string }).code ?? ""}`,
  );
  expect(told.sort()).toEqual([
    expect.stringMatching(/rds-snapshot-to-s3\S* UNREADABLE_MESSAGE$/),
    expect.stringMatching(/rds-snapshot-to-s3\S* UNREADABLE_MESSAGE$/),
    expect.stringMatching(/s3-to-s3-copier\S* UNREADABLE_MESSAGE$/),
    expect.stringMatching(/s3-to-s3-copier\S* UNREADABLE_MESSAGE$/),
  ]);
  for (const { body } of letters) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(DEAD_LETTER_MAX_BYTES);

  expect(made.landed()).toEqual(exported);
  expect(exported.size).toBe(3 * TABLES.length);
  const [task] = aws.rds.exportTasks;
  if (task === undefined) throw new Error("there is no export");
  const importDate = snapshot.createTime.toISOString().slice(0, 10).replaceAll("-", "");
  const manifest = compareManifest({ buckets: aws.buckets, task, zone, importDate });
  expect(manifest).toMatchObject({ agrees: true, problems: [], tables: TABLES.length });
  expect(new Set(aws.glue.runs.map(({ properties }) => properties["export_task_id"]))).toEqual(
    new Set([task.identifier]),
  );
});
