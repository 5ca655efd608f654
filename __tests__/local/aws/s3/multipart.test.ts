import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
} from "@aws-sdk/client-s3";
import { errorName, startWorld, type World } from "../local-world";

const MiB = 1024 ** 2;
const bytes = randomBytes(11 * MiB);
const Bucket = "uploads";
let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.aws.buckets.create(Bucket);
  await world.s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: bytes }));
});
afterAll(async () => {
  await world.close();
});

async function begin(Key: string): Promise<{ Bucket: string; Key: string; UploadId: string }> {
  const given = { Bucket, Key, ACL: "bucket-owner-full-control", Metadata: { m: "1" } } as const;
  const { UploadId = "" } = await world.s3.send(new CreateMultipartUploadCommand(given));
  return { Bucket, Key, UploadId };
}
type Upload = Awaited<ReturnType<typeof begin>>;

async function part(upload: Upload, PartNumber: number, Body: Uint8Array): Promise<CompletedPart> {
  const { ETag } = await world.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
  return { PartNumber, ...(ETag === undefined ? {} : { ETag }) };
}

const complete = (upload: Upload, Parts: CompletedPart[], given: { IfNoneMatch?: string } = {}) =>
  world.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...given }));

async function read(Key: string): Promise<Buffer> {
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const md5 = (data: Uint8Array): Buffer => createHash("md5").update(data).digest();

it("joins parts, sent in any order, to one object with the settings of its beginning", async () => {
  const upload = await begin("joined");
  const second = await part(upload, 2, bytes.subarray(6 * MiB));
  await part(upload, 1, bytes.subarray(0, 5 * MiB));
  const first = await part(upload, 1, bytes.subarray(0, 6 * MiB));
  const { Parts } = await world.s3.send(new ListPartsCommand({ ...upload, MaxParts: 1 }));
  expect(Parts).toEqual([expect.objectContaining({ PartNumber: 1, Size: 6 * MiB })]);
  const { ETag } = await complete(upload, [first, second]);
  const digests = [md5(bytes.subarray(0, 6 * MiB)), md5(bytes.subarray(6 * MiB))];
  expect(ETag).toBe(`"${md5(Buffer.concat(digests)).toString("hex")}-2"`);
  expect((await read("joined")).equals(bytes)).toBe(true);
  expect(world.aws.buckets.objects(Bucket, "joined")[0]).toMatchObject({
    acl: "bucket-owner-full-control",
    metadata: { m: "1" },
    partSizes: [6 * MiB, 5 * MiB],
  });
});

it("copies parts of another object, whole or by range", async () => {
  const upload = await begin("copied");
  const copyPart = async (PartNumber: number, CopySourceRange: string) => {
    const { CopyPartResult } = await world.s3.send(
      new UploadPartCopyCommand({ ...upload, PartNumber, CopySource: `${Bucket}/source`, CopySourceRange }),
    );
    return { PartNumber, ETag: CopyPartResult?.ETag ?? "" };
  };
  const parts = [
    await copyPart(1, `bytes=0-${5 * MiB - 1}`),
    await copyPart(2, `bytes=${5 * MiB}-${11 * MiB - 1}`),
  ];
  expect(await errorName(copyPart(3, `bytes=0-${11 * MiB}`))).toBe("InvalidRange");
  expect(await errorName(copyPart(3, "bytes=5-"))).toBe("InvalidArgument");
  await complete(upload, parts);
  expect((await read("copied")).equals(bytes)).toBe(true);
});

it("copies no range of an object of 5 MB or less, as S3", async () => {
  await world.s3.send(new PutObjectCommand({ Bucket, Key: "small", Body: bytes.subarray(0, 1000) }));
  const upload = await begin("of-small");
  const copy = { ...upload, PartNumber: 1, CopySource: `${Bucket}/small` };
  expect(
    await errorName(world.s3.send(new UploadPartCopyCommand({ ...copy, CopySourceRange: "bytes=0-9" }))),
  ).toBe("InvalidRequest");
  await world.s3.send(new UploadPartCopyCommand(copy));
  await world.s3.send(new AbortMultipartUploadCommand(upload));
});

it("names the errors of completing", async () => {
  const upload = await begin("refused");
  const small = await part(upload, 1, bytes.subarray(0, 100));
  const last = await part(upload, 2, bytes.subarray(0, 100));
  const outcomes = [
    complete(upload, [small, last]),
    complete(upload, [last, small]),
    complete(upload, [{ ...small, ETag: '"other"' }]),
    complete(upload, [{ ...small, PartNumber: 7 }]),
    complete({ ...upload, UploadId: "unknown" }, [small]),
    complete({ ...upload, Key: "another" }, [small]),
    part(upload, 10_001, bytes.subarray(0, 1)),
  ];
  expect(await Promise.all(outcomes.map(errorName))).toEqual([
    "EntityTooSmall",
    "InvalidPartOrder",
    "InvalidPart",
    "InvalidPart",
    "NoSuchUpload",
    "NoSuchUpload",
    "InvalidArgument",
  ]);
  await complete(upload, [small]);
  expect((await read("refused")).length).toBe(100);
  expect(await errorName(complete(upload, [small]))).toBe("NoSuchUpload");
});

it("does not overwrite where that is forbidden", async () => {
  const upload = await begin("source");
  const only = await part(upload, 1, bytes.subarray(0, 10));
  expect(await errorName(complete(upload, [only], { IfNoneMatch: "*" }))).toBe("PreconditionFailed");
  expect((await read("source")).length).toBe(bytes.length);
  await world.s3.send(new AbortMultipartUploadCommand(upload));
});

it("leaves nothing of an upload that is aborted, nor of one that is complete", async () => {
  const upload = await begin("aborted");
  await part(upload, 1, bytes.subarray(0, 10));
  const listed = await world.s3.send(new ListMultipartUploadsCommand({ Bucket }));
  expect(listed.Uploads?.map((item) => item.Key)).toEqual(["aborted"]);
  await world.s3.send(new AbortMultipartUploadCommand(upload));
  expect(await errorName(part(upload, 1, bytes.subarray(0, 10)))).toBe("NoSuchUpload");
  expect(readdirSync(path.join(world.directory, Bucket, "incoming"))).toEqual([]);
});
