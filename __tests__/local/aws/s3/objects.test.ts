import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type CopyObjectCommandInput,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import { checkCopySize } from "../../../../local/aws/s3/copy-object";
import { accountId, errorName, errorOf, startWorld, type World } from "../local-world";

const zoneAccount = "444455556666";
const zoneKey = `arn:aws:kms:eu-west-2:${zoneAccount}:key/zone`;
let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.aws.buckets.create("objects");
  world.aws.buckets.create("old-objects", { objectOwnership: "ObjectWriter" });
  world.aws.buckets.create("landing-zone", { ownerAccountId: zoneAccount, defaultKmsKeyArn: zoneKey });
});
afterAll(async () => {
  await world.close();
});

type Overrides<Input> = { readonly [Name in keyof Input]?: Exclude<Input[Name], undefined> };

const put = (
  Key: string,
  Body: Exclude<PutObjectCommandInput["Body"], undefined>,
  given: Overrides<PutObjectCommandInput> = {},
) => world.s3.send(new PutObjectCommand({ Bucket: "objects", Key, Body, ...given }));
const head = (Bucket: string, Key: string) => world.s3.send(new HeadObjectCommand({ Bucket, Key }));
const copy = (given: Overrides<CopyObjectCommandInput> & { CopySource: string; Key: string }) =>
  world.s3.send(new CopyObjectCommand({ Bucket: "landing-zone", ...given }));
const status = (code: number) => ({ $metadata: { httpStatusCode: code } });

describe("writing and reading", () => {
  it("keeps bytes and metadata; ETag and checksum are those of the bytes", async () => {
    const bytes = randomBytes(300_000);
    const md5 = createHash("md5").update(bytes).digest("hex");
    const given = {
      ContentType: "text/x",
      CacheControl: "no-cache",
      ContentEncoding: "gzip",
      Metadata: { a: "1" },
    };
    const written = await put("bytes", bytes, given);
    expect(written).toMatchObject({
      ETag: `"${md5}"`,
      ServerSideEncryption: "AES256",
      ChecksumCRC32: expect.any(String),
    });
    const read = await world.s3.send(
      new GetObjectCommand({ Bucket: "objects", Key: "bytes", ChecksumMode: "ENABLED" }),
    );
    expect(Buffer.from((await read.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(read).toMatchObject({ ...given, ContentLength: 300_000, ChecksumCRC32: written.ChecksumCRC32 });
    expect(await head("objects", "bytes")).toMatchObject({
      ...given,
      ContentLength: 300_000,
      ETag: `"${md5}"`,
    });
  });

  it("takes a stream, which the SDK sends in chunks with a trailing checksum", async () => {
    const bytes = randomBytes(200_001);
    const chunks = [bytes.subarray(0, 1), bytes.subarray(1, 70_000), bytes.subarray(70_000)];
    await put("stream", Readable.from(chunks), { ContentLength: bytes.length });
    const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: "objects", Key: "stream" }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(world.aws.buckets.objects("objects", "stream")[0]?.systemHeaders).toEqual({});
  });

  it.each(["CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)("verifies %s", async (ChecksumAlgorithm) => {
    await put(`by-${ChecksumAlgorithm}`, "hello", { ChecksumAlgorithm });
    const wrong = put("wrong", "hello", { [`Checksum${ChecksumAlgorithm}`]: "AAAAAAAAAAA=" });
    expect(await errorName(wrong)).toBe("BadDigest");
    expect(world.aws.buckets.objects("objects", "wrong")).toEqual([]);
  });

  it("refuses a body with another MD5 than announced", async () => {
    expect(await errorName(put("md5", "hello", { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }))).toBe(
      "BadDigest",
    );
  });

  it("reads ranges", async () => {
    await put("range", "0123456789");
    const range = async (Range: string) => {
      const answer = await world.s3.send(new GetObjectCommand({ Bucket: "objects", Key: "range", Range }));
      return [await answer.Body?.transformToString(), answer.ContentRange];
    };
    expect(await range("bytes=2-4")).toEqual(["234", "bytes 2-4/10"]);
    expect(await range("bytes=7-")).toEqual(["789", "bytes 7-9/10"]);
    expect(await range("bytes=-2")).toEqual(["89", "bytes 8-9/10"]);
    expect(await range("bytes=8-99")).toEqual(["89", "bytes 8-9/10"]);
    expect(await errorName(range("bytes=10-"))).toBe("InvalidRange");
  });

  it("reads an empty object, and many at once while they are written anew", async () => {
    await put("empty", "", { ContentLength: 0 });
    const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: "objects", Key: "empty" }));
    expect(await Body?.transformToString()).toBe("");
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(index * 1000 + 1));
    await put("busy", "begin");
    const read = async () => {
      const answer = await world.s3.send(new GetObjectCommand({ Bucket: "objects", Key: "busy" }));
      const text = (await answer.Body?.transformToString()) ?? "";
      expect(answer.ETag).toBe(`"${createHash("md5").update(text).digest("hex")}"`);
    };
    await Promise.all(texts.flatMap((text) => [put("busy", text), read()]));
  });

  it("keeps conditions on reading", async () => {
    const { ETag = "" } = await put("conditions", "x");
    const get = (given: object) =>
      world.s3.send(new GetObjectCommand({ Bucket: "objects", Key: "conditions", ...given }));
    await get({ IfMatch: ETag });
    expect(await errorName(get({ IfMatch: '"other"' }))).toBe("PreconditionFailed");
    expect(await errorOf(get({ IfNoneMatch: ETag }))).toMatchObject(status(304));
    expect(await errorOf(get({ IfModifiedSince: new Date("2099-01-01") }))).toMatchObject(status(304));
    expect(await errorName(get({ IfUnmodifiedSince: new Date("2001-01-01") }))).toBe("PreconditionFailed");
  });

  it("keeps conditions on writing", async () => {
    const { ETag = "" } = await put("once", "x", { IfNoneMatch: "*" });
    expect(await errorOf(put("once", "y", { IfNoneMatch: "*" }))).toMatchObject({
      name: "PreconditionFailed",
      ...status(412),
    });
    expect(await errorName(put("once", "y", { IfMatch: '"other"' }))).toBe("PreconditionFailed");
    expect(await errorName(put("never", "y", { IfMatch: ETag }))).toBe("NoSuchKey");
    await put("once", "z", { IfMatch: ETag });
    const race = Array.from({ length: 8 }, () =>
      put("race", "x", { IfNoneMatch: "*" }).then(
        () => "won",
        () => "lost",
      ),
    );
    expect((await Promise.all(race)).filter((outcome) => outcome === "won")).toHaveLength(1);
  });

  it("says what is missing", async () => {
    const get = (Bucket: string, Key: string) => world.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await errorName(get("objects", "gone"))).toBe("NoSuchKey");
    expect(await errorName(get("gone-bucket", "x"))).toBe("NoSuchBucket");
    expect(await errorOf(head("objects", "gone"))).toMatchObject({ name: "NotFound", ...status(404) });
    expect(await errorName(put("owned", "x", { ExpectedBucketOwner: zoneAccount }))).toBe("AccessDenied");
  });

  it("deletes many at once, what does not exist included", async () => {
    const keys = ["d/1", "d/2\r\n\u0085 & &#10;", "d/3"];
    await Promise.all(keys.slice(0, 2).map((key) => put(key, "x")));
    const { Deleted } = await world.s3.send(
      new DeleteObjectsCommand({
        Bucket: "objects",
        Delete: { Objects: keys.map((Key) => ({ Key })) },
      }),
    );
    expect(Deleted?.map((item) => item.Key)).toEqual(keys);
    expect(world.aws.buckets.objects("objects", "d/")).toEqual([]);
  });

  it("describes an object's attributes", async () => {
    await put("attributes", "xyz");
    const ObjectAttributes = ["ETag" as const, "ObjectSize" as const];
    const answer = await world.s3.send(
      new GetObjectAttributesCommand({ Bucket: "objects", Key: "attributes", ObjectAttributes }),
    );
    expect(answer).toMatchObject({ ETag: createHash("md5").update("xyz").digest("hex"), ObjectSize: 3 });
  });
});

describe("ownership and encryption", () => {
  it("refuses ACLs where the bucket's owner owns everything, but for bucket-owner-full-control", async () => {
    expect(await errorName(put("acl", "x", { ACL: "private" }))).toBe("AccessControlListNotSupported");
    expect(await errorName(put("acl", "x", { GrantRead: `id="${accountId}"` }))).toBe(
      "AccessControlListNotSupported",
    );
    await put("acl", "x", { ACL: "bucket-owner-full-control" });
    expect(world.aws.buckets.objects("objects", "acl")[0]).toMatchObject({
      acl: "bucket-owner-full-control",
      writer: { accountId },
    });
    await put("acl", "x", { Bucket: "old-objects", ACL: "private" });
    const { Owner } = await world.s3.send(new GetObjectAclCommand({ Bucket: "old-objects", Key: "acl" }));
    expect(Owner).toEqual({ ID: accountId });
  });

  it("encrypts as asked for, else as the bucket does by default", async () => {
    const SSEKMSKeyId = `arn:aws:kms:eu-west-2:${accountId}:key/own`;
    await put("k", "x", { ServerSideEncryption: "aws:kms", SSEKMSKeyId });
    const own = await head("objects", "k");
    expect(own).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId });
    expect(own.BucketKeyEnabled).toBeUndefined();
    await put("k", "x", { Bucket: "landing-zone" });
    expect(await head("landing-zone", "k")).toMatchObject({ SSEKMSKeyId: zoneKey, BucketKeyEnabled: true });
    expect(await errorName(put("k", "x", { SSEKMSKeyId }))).toBe("InvalidArgument");
  });

  it.each([
    ["a lock", { ObjectLockMode: "GOVERNANCE" as const }],
    ["a customer's key", { SSECustomerAlgorithm: "AES256" }],
  ])("refuses %s, which it would not keep", async (_, given) => {
    expect(await errorName(put("unsupported", "x", given))).toBe("NotImplemented");
  });
});

describe("copying", () => {
  const Key = "landed";
  beforeAll(async () => {
    await put("source of all+ü", "copied", {
      Metadata: { m: "1" },
      ContentType: "text/plain",
      ACL: "bucket-owner-full-control",
    });
  });
  const CopySource = `objects/${encodeURIComponent("source of all+ü")}`;

  it("takes bytes and metadata, encrypts as the target does, keeps the ACL that was asked for", async () => {
    const answer = await copy({ Key, CopySource, ACL: "bucket-owner-full-control" });
    const ETag = `"${createHash("md5").update("copied").digest("hex")}"`;
    expect(answer).toMatchObject({ CopyObjectResult: { ETag }, SSEKMSKeyId: zoneKey });
    expect(await head("landing-zone", Key)).toMatchObject({
      ETag,
      Metadata: { m: "1" },
      ContentType: "text/plain",
    });
    expect(world.aws.buckets.objects("landing-zone", Key)[0]?.acl).toBe("bucket-owner-full-control");
    await copy({ Key: "without", CopySource });
    expect(world.aws.buckets.objects("landing-zone", "without")[0]?.acl).toBeUndefined();
  });

  it("replaces metadata where that is asked for", async () => {
    await copy({ Key: "replaced", CopySource, MetadataDirective: "REPLACE", Metadata: { n: "2" } });
    expect(await head("landing-zone", "replaced")).toMatchObject({
      Metadata: { n: "2" },
      ContentType: "binary/octet-stream",
    });
  });

  it("decodes the source as S3 does: a plus sign that is not encoded is a space", async () => {
    expect(await errorName(copy({ Key, CopySource: "objects/source%20of%20all+%C3%BC" }))).toBe("NoSuchKey");
    await put("with plus", "x");
    await copy({ Key, CopySource: "/objects/with+plus" });
  });

  it("keeps conditions on source and target", async () => {
    const { ETag: etag = "" } = await head("objects", "source of all+ü");
    const names = await Promise.all(
      [
        copy({ Key, CopySource, CopySourceIfMatch: '"other"' }),
        copy({ Key, CopySource, CopySourceIfNoneMatch: etag }),
        copy({ Key, CopySource, CopySourceIfUnmodifiedSince: new Date("2001-01-01") }),
        copy({ Key: "without", CopySource, IfNoneMatch: "*" }),
      ].map(errorName),
    );
    expect(names).toEqual(Array(4).fill("PreconditionFailed"));
    await copy({ Key: "fresh", CopySource, CopySourceIfMatch: etag, IfNoneMatch: "*" });
  });

  it("names its errors", async () => {
    const same = { Bucket: "objects", Key: "source of all+ü" };
    expect(await errorName(copy({ Key, CopySource: "objects/gone" }))).toBe("NoSuchKey");
    expect(await errorName(copy({ Key, CopySource: "gone-bucket/x" }))).toBe("NoSuchBucket");
    expect(await errorName(copy({ Key, CopySource: "objects" }))).toBe("InvalidArgument");
    expect(await errorName(copy({ Key, CopySource, ACL: "private" }))).toBe("AccessControlListNotSupported");
    expect(await errorName(copy({ ...same, CopySource }))).toBe("InvalidRequest");
    await copy({ ...same, CopySource, MetadataDirective: "REPLACE" });
  });

  it("takes 5 GiB and not one byte more", () => {
    expect(() => {
      checkCopySize(5 * 1024 ** 3);
    }).not.toThrow();
    expect(() => {
      checkCopySize(5 * 1024 ** 3 + 1);
    }).toThrow("5368709120");
  });
});

it("copies hundreds of objects side by side", async () => {
  world.aws.buckets.create("many-objects");
  await put("seed", "x".repeat(512));
  const keys = Array.from(
    { length: 500 },
    (_, index) => `t/db/public.table/${index % 7}/part-${index}.gz.parquet`,
  );
  const copyNext = async (): Promise<void> => {
    for (let Key = keys.pop(); Key !== undefined; Key = keys.pop())
      await copy({ Bucket: "many-objects", Key, CopySource: "objects/seed" });
  };
  await Promise.all(Array.from({ length: 32 }, copyNext));
  expect(world.aws.buckets.objects("many-objects")).toHaveLength(500);
}, 120_000);
