import { createHash, randomBytes } from "node:crypto";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  type ChecksumAlgorithm,
  type ChecksumType,
} from "@aws-sdk/client-s3";
import { errorName, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.aws.buckets.create("files");
});
afterAll(async () => {
  await world.close();
});

const Bucket = "files";

describe("a bucket on which nothing was set", () => {
  it("answers as a new bucket does", async () => {
    expect((await world.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    const { PublicAccessBlockConfiguration } = await world.s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    expect(PublicAccessBlockConfiguration).toMatchObject({ BlockPublicPolicy: true });
    expect((await world.s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toHaveLength(1);
    for (const [call, code] of [
      [world.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })), "NoSuchLifecycleConfiguration"],
      [world.s3.send(new GetBucketTaggingCommand({ Bucket })), "NoSuchTagSet"],
      [world.s3.send(new GetBucketPolicyCommand({ Bucket })), "NoSuchBucketPolicy"],
      [world.s3.send(new GetBucketVersioningCommand({ Bucket: "gone-bucket" })), "NoSuchBucket"],
    ] as const)
      expect(await errorName(call)).toBe(code);
  });

  it("shows the policy and the tags that it is given", async () => {
    world.aws.buckets.create("with-policy");
    const json = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    world.aws.buckets.showPolicy("with-policy", json);
    const given = { Bucket: "with-policy" };
    expect((await world.s3.send(new GetBucketPolicyCommand(given))).Policy).toBe(json);
    const TagSet = [{ Key: "k", Value: "v w" }];
    await world.s3.send(new PutBucketTaggingCommand({ ...given, Tagging: { TagSet } }));
    expect((await world.s3.send(new GetBucketTaggingCommand(given))).TagSet).toEqual(TagSet);
    expect(() => {
      world.aws.buckets.showPolicy("gone-bucket", json);
    }).toThrow("gone-bucket");
  });
});

it("pages buckets", async () => {
  for (const name of ["page-a", "page-b", "page-c"]) world.aws.buckets.create(name);
  const first = await world.s3.send(new ListBucketsCommand({ Prefix: "page-", MaxBuckets: 2 }));
  expect(first.Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
    ["page-a", "eu-west-2"],
    ["page-b", "eu-west-2"],
  ]);
  const ContinuationToken = first.ContinuationToken ?? "";
  const rest = await world.s3.send(new ListBucketsCommand({ Prefix: "page-", ContinuationToken }));
  expect(rest.Buckets?.map(({ Name }) => Name)).toEqual(["page-c"]);
  expect(rest.ContinuationToken).toBeUndefined();
});

describe("tags of objects", () => {
  const tags = async (Key: string) =>
    (await world.s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet?.map(
      (tag) => `${tag.Key ?? ""}=${tag.Value ?? ""}`,
    );

  it("are written with the object or later, counted, copied and taken away", async () => {
    await world.s3.send(new PutObjectCommand({ Bucket, Key: "t", Body: "x", Tagging: "a=b%20c&d=" }));
    expect(await tags("t")).toEqual(["a=b c", "d="]);
    expect((await world.s3.send(new HeadObjectCommand({ Bucket, Key: "t" }))).TagCount).toBe(2);
    const copy = { Bucket, CopySource: "files/t" };
    await world.s3.send(new CopyObjectCommand({ ...copy, Key: "t-copy" }));
    await world.s3.send(
      new CopyObjectCommand({ ...copy, Key: "t-new", TaggingDirective: "REPLACE", Tagging: "n=1" }),
    );
    expect([await tags("t-copy"), await tags("t-new")]).toEqual([["a=b c", "d="], ["n=1"]]);
    await world.s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: "t" }));
    expect(await tags("t")).toEqual([]);
    const TagSet = [{ Key: "only", Value: "this" }];
    await world.s3.send(new PutObjectTaggingCommand({ Bucket, Key: "t-copy", Tagging: { TagSet } }));
    expect(await tags("t-copy")).toEqual(["only=this"]);
  });

  it.each([
    ["more than ten", Array.from({ length: 11 }, (_, index) => `k${index}=`).join("&"), "BadRequest"],
    ["a key twice", "a=1&a=2", "InvalidTag"],
    ["a character that is not allowed", "a%3C=1", "InvalidTag"],
  ])("are refused: %s", async (_, Tagging, code) => {
    const call = world.s3.send(new PutObjectCommand({ Bucket, Key: "refused", Body: "x", Tagging }));
    expect(await errorName(call)).toBe(code);
  });
});

describe("an upload in parts", () => {
  const bodies = [randomBytes(5 * 1024 ** 2), randomBytes(10)];

  async function upload(Key: string, algorithm: ChecksumAlgorithm, type?: ChecksumType) {
    const { UploadId } = await world.s3.send(
      new CreateMultipartUploadCommand({
        ...{ Bucket, Key, ChecksumAlgorithm: algorithm },
        ...(type === undefined ? {} : { ChecksumType: type }),
      }),
    );
    const Parts = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const given = { Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm: algorithm };
      const part = await world.s3.send(new UploadPartCommand(given));
      Parts.push({ ...part, PartNumber });
    }
    return { complete: { Bucket, Key, UploadId, MultipartUpload: { Parts } }, Parts };
  }

  it("has a checksum of its parts' checksums, which a copy has not", async () => {
    const { complete } = await upload("composite", "SHA256");
    const done = await world.s3.send(new CompleteMultipartUploadCommand(complete));
    const digests = bodies.map((body) => createHash("sha256").update(body).digest());
    const whole = `${createHash("sha256").update(Buffer.concat(digests)).digest("base64")}-2`;
    expect(done).toMatchObject({ ChecksumSHA256: whole, ChecksumType: "COMPOSITE" });
    const { ObjectParts } = await world.s3.send(
      new GetObjectAttributesCommand({
        ...{ Bucket, Key: "composite", ObjectAttributes: ["ObjectParts"], MaxParts: 1 },
      }),
    );
    expect(ObjectParts).toMatchObject({ TotalPartsCount: 2, IsTruncated: true, NextPartNumberMarker: "1" });
    const source = { Bucket, Key: "composite-copy", CopySource: "files/composite" };
    const { CopyObjectResult } = await world.s3.send(new CopyObjectCommand(source));
    expect(CopyObjectResult).toMatchObject({
      ChecksumSHA256: createHash("sha256").update(Buffer.concat(bodies)).digest("base64"),
      ChecksumType: "FULL_OBJECT",
    });
  });

  it("may have one of the whole object", async () => {
    const { complete } = await upload("full", "CRC32", "FULL_OBJECT");
    const done = await world.s3.send(new CompleteMultipartUploadCommand(complete));
    const put = await world.s3.send(
      new PutObjectCommand({ Bucket, Key: "same", Body: Buffer.concat(bodies), ChecksumAlgorithm: "CRC32" }),
    );
    expect(done).toMatchObject({ ChecksumCRC32: put.ChecksumCRC32, ChecksumType: "FULL_OBJECT" });
  });

  it("is refused when a checksum or the size is not what came", async () => {
    const { complete, Parts } = await upload("wrong", "SHA256");
    const [first, second] = Parts;
    const swapped = [first, { ...second, ChecksumSHA256: first?.ChecksumSHA256 }];
    const wrongPart = { ...complete, MultipartUpload: { Parts: swapped } } as typeof complete;
    expect(await errorName(world.s3.send(new CompleteMultipartUploadCommand(wrongPart)))).toBe("InvalidPart");
    const wrongSize = { ...complete, MpuObjectSize: 1 };
    expect(await errorName(world.s3.send(new CompleteMultipartUploadCommand(wrongSize)))).toBe(
      "InvalidRequest",
    );
    const composite64 = new CreateMultipartUploadCommand({
      ...{ Bucket, Key: "never", ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" },
    });
    expect(await errorName(world.s3.send(composite64))).toBe("InvalidRequest");
  });

  it("is read part by part, and found among those that are not complete", async () => {
    const part = await world.s3.send(new GetObjectCommand({ Bucket, Key: "composite", PartNumber: 2 }));
    expect(Buffer.from((await part.Body?.transformToByteArray()) ?? [])).toEqual(bodies[1]);
    expect(part.PartsCount).toBe(2);
    const beyond = world.s3.send(new HeadObjectCommand({ Bucket, Key: "composite", PartNumber: 3 }));
    expect((await beyond.catch((error: unknown) => error)) as object).toMatchObject({
      $metadata: { httpStatusCode: 416 },
    });
    await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "open/a" }));
    await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "open/b" }));
    const list = { Bucket, Prefix: "open/", MaxUploads: 1 };
    const first = await world.s3.send(new ListMultipartUploadsCommand(list));
    expect(first).toMatchObject({ IsTruncated: true, NextKeyMarker: "open/a" });
    const second = await world.s3.send(
      new ListMultipartUploadsCommand({
        ...list,
        ...{ KeyMarker: first.NextKeyMarker ?? "", UploadIdMarker: first.NextUploadIdMarker ?? "" },
      }),
    );
    expect(second.Uploads?.map(({ Key }) => Key)).toEqual(["open/b"]);
  });
});

it("names the only version of each object null, and knows no other", async () => {
  await world.s3.send(new PutObjectCommand({ Bucket, Key: "v/one", Body: "1" }));
  const { Versions } = await world.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: "v/" }));
  expect(Versions).toMatchObject([{ Key: "v/one", VersionId: "null", IsLatest: true, Size: 1 }]);
  const read = (VersionId: string) =>
    world.s3.send(new GetObjectCommand({ Bucket, Key: "v/one", VersionId }));
  expect(await (await read("null")).Body?.transformToString()).toBe("1");
  expect(await errorName(read("abc"))).toBe("InvalidArgument");
});
