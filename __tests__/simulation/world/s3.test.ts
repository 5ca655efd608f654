import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { AwsAccess } from "../../../functions/shared/aws-clients";
import type { Fault } from "../../../simulation/plan/plan";
import { EXPORT_BUCKET, ZONE_BUCKET } from "../../../simulation/world/facts";
import { clientOf, planOf, runScript } from "../support/plans";

const GIB = 1024 ** 3;

function clientFor(access: AwsAccess): S3Client {
  return new S3Client(clientOf(access));
}

async function put(client: S3Client, Key: string, given: object = {}): Promise<unknown> {
  return await client.send(new PutObjectCommand({ Bucket: EXPORT_BUCKET, Key, Body: Key, ...given }));
}

test("listings come in pages, in the byte order of keys, after a key and below a prefix", async () => {
  await runScript(planOf({ settings: { pageSize: 2 } }), async (access) => {
    const client = clientFor(access);
    const keys = ["p/a", "p/a b", "p/ü&", "p/\uff5e", "p/😀"];
    for (const key of ["o", ...keys, "q"]) await put(client, key);

    const seen: string[][] = [];
    const pages = paginateListObjectsV2(
      { client },
      { Bucket: EXPORT_BUCKET, Prefix: "p/", StartAfter: "p/a", EncodingType: "url" },
    );
    for await (const { Contents = [] } of pages)
      seen.push(Contents.map(({ Key = "" }) => decodeURIComponent(Key.replaceAll("+", " "))));
    expect(seen).toEqual([
      ["p/a b", "p/ü&"],
      ["p/\uff5e", "p/😀"],
    ]);
  });
});

test("an object is written under conditions, and read back", async () => {
  await runScript(planOf(), async (access) => {
    const client = clientFor(access);
    await put(client, "record", { IfNoneMatch: "*" });
    await expect(put(client, "record", { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    const read = await client.send(new GetObjectCommand({ Bucket: EXPORT_BUCKET, Key: "record" }));
    expect(await read.Body?.transformToString()).toBe("record");
    await put(client, "record", { Body: "other", IfMatch: read.ETag });
    await expect(put(client, "record", { IfMatch: read.ETag })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await expect(
      client.send(new GetObjectCommand({ Bucket: EXPORT_BUCKET, Key: "none" })),
    ).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});

test("a file above 5 GiB is copied in parts only, and its parts make it whole", async () => {
  const tables = [{ database: "app", table: "public.t", batches: [[{ name: "big", bytes: 6 * GIB }]] }];
  const [snapshot] = planOf().snapshots;
  if (snapshot === undefined) throw new Error("expected a snapshot");
  const history = await runScript(planOf({ snapshots: [{ ...snapshot, tables }] }), async (access) => {
    const client = clientFor(access);
    await startExport(access, "task");
    await new Promise((resolve) => setTimeout(resolve, 600_000));
    const target = { Bucket: ZONE_BUCKET, Key: "landed" };
    const CopySource = `${EXPORT_BUCKET}/task/app/public.t/1/big`;
    await expect(client.send(new CopyObjectCommand({ ...target, CopySource }))).rejects.toMatchObject({
      name: "InvalidRequest",
    });
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const left = await client.send(new CreateMultipartUploadCommand({ ...target, Key: "left" }));
    const parts = ["bytes=0-4294967295", `bytes=4294967296-${6 * GIB - 1}`].map(
      async (CopySourceRange, at) => {
        const part = { ...target, UploadId, CopySource, CopySourceRange, PartNumber: at + 1 };
        const answer = await client.send(new UploadPartCopyCommand(part));
        return { PartNumber: at + 1, ETag: answer.CopyPartResult?.ETag };
      },
    );
    const MultipartUpload = { Parts: await Promise.all(parts) };
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }));
    await client.send(new AbortMultipartUploadCommand({ ...target, Key: "left", UploadId: left.UploadId }));
  });

  expect([...history.zone.keys()]).toEqual(["landed"]);
  expect(history.zone.get("landed")).toMatchObject({
    bytes: 6 * GIB,
    source: `${EXPORT_BUCKET}/task/app/public.t/1/big`,
  });
  expect(history.uploadsLeft).toBe(0);
});

test("the zone's owner may deny what the plan says", async () => {
  const zone = { listable: false, abortable: false, multipart: false };
  await runScript(planOf({ settings: { zone } }), async (access) => {
    const client = clientFor(access);
    const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };
    const target = { Bucket: ZONE_BUCKET, Key: "key", UploadId: "upload-1", PartNumber: 1 };
    await expect(client.send(new ListObjectsV2Command(target))).rejects.toMatchObject(denied);
    await expect(client.send(new AbortMultipartUploadCommand(target))).rejects.toMatchObject(denied);
    await expect(
      client.send(new UploadPartCopyCommand({ ...target, CopySource: "export-bucket/key" })),
    ).rejects.toMatchObject(denied);
    await client.send(new ListObjectsV2Command({ Bucket: EXPORT_BUCKET }));
  });
});

test("an error in a good answer is tried again, in virtual time, and a lost answer has been carried out", async () => {
  const faults: Fault[] = [
    { kind: "call", operation: "s3:CopyObject", nth: 1, times: 2, effect: "error-in-200" },
    { kind: "call", operation: "s3:PutObject", nth: 2, times: 9, effect: "answer-lost" },
  ];
  const history = await runScript(planOf({ faults }), async (access) => {
    const client = clientFor(access);
    await put(client, "source");
    await client.send(
      new CopyObjectCommand({ Bucket: ZONE_BUCKET, Key: "copy", CopySource: `${EXPORT_BUCKET}/source` }),
    );
    await expect(put(client, "lost")).rejects.toMatchObject({ code: "ECONNRESET" });
    const read = await client.send(new GetObjectCommand({ Bucket: EXPORT_BUCKET, Key: "lost" }));
    expect(await read.Body?.transformToString()).toBe("lost");
  });

  expect(history.calls.get("s3:CopyObject")).toBe(3);
  expect(history.zone.get("copy")).toMatchObject({ bytes: 6, source: `${EXPORT_BUCKET}/source` });
  expect(history.injected.map(({ times }) => times)).toEqual([2, 3]);
});

async function startExport(access: AwsAccess, id: string): Promise<void> {
  const { RDSClient, StartExportTaskCommand } = await import("@aws-sdk/client-rds");
  await new RDSClient(clientOf(access)).send(
    new StartExportTaskCommand({
      ExportTaskIdentifier: id,
      SourceArn: "arn:aws:rds:eu-west-2:123456789012:snapshot:rds:db1-2024-02-27-07-00",
      S3BucketName: EXPORT_BUCKET,
      IamRoleArn: "arn:aws:iam::123456789012:role/export",
      KmsKeyId: "key",
    }),
  );
}
