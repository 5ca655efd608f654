import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { errorName, startWorld, type World } from "../local-world";

// Six gigabytes are read and hashed once: a quarter of a minute, and more on a busy machine.
jest.setTimeout(600_000);

const GiB = 1024 ** 3;
const SIZE = 6 * GiB + 12_345;
/** Where the object has bytes that are not zero: at its ends, and on both sides of a part's. */
const MARKS = [0, GiB - 50, 3 * GiB - 1, 5 * GiB + 7, SIZE - 100].map((at) => ({
  at,
  bytes: randomBytes(100).map((byte) => byte | 1),
}));
const CopySource = "exports/large";

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "large-objects-"));
  world = await startWorld({ directory: path.join(folder, "s3") });
  for (const name of ["exports", "zone"]) world.aws.buckets.create(name);
  const file = path.join(folder, "large");
  const handle = await open(file, "w");
  for (const { at, bytes } of MARKS) await handle.write(bytes, 0, bytes.length, at);
  await handle.truncate(SIZE);
  await handle.close();
  world.aws.buckets.placeFile("exports", "large", file, "0-1");
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const begin = async (): Promise<{ Bucket: string; Key: string; UploadId: string }> => {
  const place = { Bucket: "zone", Key: "landed" };
  const { UploadId = "" } = await world.s3.send(new CreateMultipartUploadCommand(place));
  return { ...place, UploadId };
};

it("is too large for one copy, and for one part, as in S3", async () => {
  expect(
    await errorName(world.s3.send(new CopyObjectCommand({ Bucket: "zone", Key: "landed", CopySource }))),
  ).toBe("InvalidRequest");
  const upload = await begin();
  const whole = { ...upload, PartNumber: 1, CopySource, CopySourceRange: `bytes=0-${5 * GiB}` };
  expect(await errorName(world.s3.send(new UploadPartCopyCommand(whole)))).toBe("InvalidRequest");
  await world.s3.send(new AbortMultipartUploadCommand(upload));
  const { Uploads = [] } = await world.s3.send(new ListMultipartUploadsCommand({ Bucket: "zone" }));
  expect(Uploads).toEqual([]);
});

it("is copied in parts, in any order, and its zeros take no room on disk", async () => {
  const upload = await begin();
  const numbers = [7, 3, 1, 5, 2, 4, 6];
  const Parts = await Promise.all(
    numbers.map(async (PartNumber) => {
      const first = (PartNumber - 1) * GiB;
      const CopySourceRange = `bytes=${first}-${Math.min(first + GiB, SIZE) - 1}`;
      const { CopyPartResult } = await world.s3.send(
        new UploadPartCopyCommand({ ...upload, PartNumber, CopySource, CopySourceRange }),
      );
      return { PartNumber, ETag: CopyPartResult?.ETag ?? "" };
    }),
  );
  Parts.sort((one, other) => one.PartNumber - other.PartNumber);
  await world.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));

  const target = { Bucket: "zone", Key: "landed" };
  const { ContentLength, ETag } = await world.s3.send(new HeadObjectCommand(target));
  expect(ContentLength).toBe(SIZE);
  expect(ETag).toMatch(/-7"$/);
  for (const { at, bytes } of MARKS) {
    const Range = `bytes=${at}-${at + bytes.length - 1}`;
    const { Body } = await world.s3.send(new GetObjectCommand({ ...target, Range }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(Buffer.from(bytes))).toBe(true);
  }
  const { blocks } = statSync(world.aws.buckets.filePath("zone", "landed") ?? "");
  expect(blocks * 512).toBeLessThan(GiB);
});
