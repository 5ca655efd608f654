import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { BucketStore } from "../../../../local/aws/s3/bucket-store";
import { compareKeys } from "../../../../local/aws/s3/key-order";
import { listPage, type ListPosition } from "../../../../local/aws/s3/listing";
import { worldClock } from "../../../../local/clock";
import { accountId, errorName, region, startWorld, type World } from "../local-world";

/** Keys as nasty as they come: of few characters, so that prefixes and neighbours occur. */
const piece = fc.constantFrom(
  ...[
    "a",
    "A",
    "b",
    "/",
    "//",
    "..",
    ".",
    "%",
    "%2F",
    "+",
    " ",
    "é",
    "漢",
    "\u{1f600}",
    "\uffee",
    "\u{10ffff}",
    "=",
    "-",
    "_",
  ],
);
const key = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(""));

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe("the order of keys", () => {
  it("is that of their bytes in UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(byBytes(a, b)));
      }),
    );
  });
});

/** What a listing should be, computed the slow way. */
function model(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const entries = keys
    .filter((item) => item.startsWith(prefix))
    .map((item) => {
      const end = delimiter === "" ? -1 : item.indexOf(delimiter, prefix.length);
      return end < 0 ? `key ${item}` : `group ${item.slice(0, end + delimiter.length)}`;
    });
  const text = (entry: string): string => entry.slice(entry.indexOf(" ") + 1);
  return [...new Set(entries)].sort((a, b) => byBytes(text(a), text(b)));
}

describe("a listing, page by page", () => {
  it("holds every key and common prefix once, in order, whatever the page size", () => {
    const parameters = fc.record({
      keys: fc.uniqueArray(key, { maxLength: 40 }),
      prefix: fc.oneof(fc.constant(""), key),
      delimiter: fc.constantFrom("", "/", "a", "//"),
      maxKeys: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(parameters, ({ keys, prefix, delimiter, maxKeys }) => {
        const sorted = keys.map((item) => ({ key: item })).sort((a, b) => compareKeys(a.key, b.key));
        const from = (start: string) => sorted.filter((item) => compareKeys(item.key, start) >= 0);
        const listed: string[] = [];
        let after: ListPosition | undefined;
        let pages = 0;
        do {
          // A listing that stands still must fail here, not go on for ever.
          expect((pages += 1)).toBeLessThanOrEqual(keys.length + 1);
          const page = listPage(from, { prefix, delimiter, after, maxKeys });
          const entries = [
            ...page.objects.map((item) => `key ${item.key}`),
            ...page.commonPrefixes.map((item) => `group ${item}`),
          ];
          expect(entries.length).toBeLessThanOrEqual(maxKeys);
          listed.push(...entries.sort((a, b) => byBytes(a.replace(/^\w+ /, ""), b.replace(/^\w+ /, ""))));
          after = page.next;
        } while (after !== undefined);
        expect(listed).toEqual(model(keys, prefix, delimiter));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("any key", () => {
  let world: World;
  let around: string;
  beforeAll(async () => {
    around = mkdtempSync(path.join(tmpdir(), "local-aws-"));
    world = await startWorld({ directory: path.join(around, "s3") });
    world.aws.buckets.create("keys");
  });
  afterAll(async () => {
    await world.close();
    rmSync(around, { recursive: true, force: true });
  });

  it("is stored, read, listed and deleted through the SDK as it is, and never outside the folder", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 6 }), async (keys) => {
        for (const Key of keys)
          await world.s3.send(new PutObjectCommand({ Bucket: "keys", Key, Body: `of ${Key}` }));
        for (const Key of keys) {
          const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: "keys", Key }));
          expect(await Body?.transformToString()).toBe(`of ${Key}`);
        }
        const listed: (string | undefined)[] = [];
        for await (const page of paginateListObjectsV2({ client: world.s3, pageSize: 2 }, { Bucket: "keys" }))
          listed.push(...(page.Contents ?? []).map((item) => item.Key));
        expect(listed).toEqual([...keys].sort(byBytes));
        for (const Key of keys) await world.s3.send(new DeleteObjectCommand({ Bucket: "keys", Key }));
        expect(world.aws.buckets.objects("keys")).toEqual([]);
      }),
      { numRuns: 15 },
    );
    expect(readdirSync(path.dirname(world.directory))).toEqual(["s3"]);
    expect(readdirSync(world.directory)).toEqual(["keys"]);
    expect(existsSync(path.join(world.directory, "keys", "objects", "a"))).toBe(false);
  });

  it("may hold what XML has to escape, and comes back url-encoded where that is asked for", async () => {
    const keys = ["a&b<c>'\"", "tab\tnewline\nreturn\r", "\u0001control", "s p+ü"];
    for (const Key of keys) await world.s3.send(new PutObjectCommand({ Bucket: "keys", Key, Body: "x" }));
    const plain = await world.s3.send(new ListObjectsV2Command({ Bucket: "keys" }));
    expect(plain.Contents?.map((item) => item.Key)).toEqual([...keys].sort(byBytes));
    const encoded = await world.s3.send(
      new ListObjectsV2Command({ Bucket: "keys", EncodingType: "url", Prefix: "s p" }),
    );
    expect(encoded.Contents?.map((item) => item.Key)).toEqual(["s+p%2B%C3%BC"]);
    expect(encoded.Prefix).toBe("s+p");
  });

  it("may be both a file and a folder, in capitals and not", async () => {
    world.aws.buckets.create("both");
    const keys = ["a", "a/b", "a/b/c", "A", "A/b", "x/", "x/y", "y//z"];
    for (const Key of keys) await world.s3.send(new PutObjectCommand({ Bucket: "both", Key, Body: Key }));
    for (const Key of keys) {
      const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: "both", Key }));
      expect(await Body?.transformToString()).toBe(Key);
    }
    expect(world.aws.buckets.filePath("both", "a")).toBe(path.join(world.directory, "both", "objects", "a"));
  });

  it("may have 1,024 bytes and not one more", async () => {
    const put = (Key: string) => world.s3.send(new PutObjectCommand({ Bucket: "keys", Key, Body: "x" }));
    await put("é".repeat(512));
    expect(await errorName(put(`${"é".repeat(512)}x`))).toBe("KeyTooLongError");
  });
});

describe("listings", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    world.aws.buckets.create("lists");
    for (const Key of ["a/1", "a/2", "b/1", "c", "d"])
      await world.s3.send(new PutObjectCommand({ Bucket: "lists", Key, Body: "xyz" }));
  });
  afterAll(async () => {
    await world.close();
  });

  it("of version 2 group by delimiter and go on by token, or after a key", async () => {
    const list = (given: object) => world.s3.send(new ListObjectsV2Command({ Bucket: "lists", ...given }));
    const first = await list({ Delimiter: "/", MaxKeys: 2 });
    expect(first).toMatchObject({
      CommonPrefixes: [{ Prefix: "a/" }, { Prefix: "b/" }],
      KeyCount: 2,
      IsTruncated: true,
    });
    expect(first.Contents).toBeUndefined();
    const second = await list({ Delimiter: "/", ContinuationToken: first.NextContinuationToken });
    expect(second.Contents?.map((item) => item.Key)).toEqual(["c", "d"]);
    expect(second.IsTruncated).toBe(false);
    const after = await list({ StartAfter: "a/2", Prefix: "", FetchOwner: true });
    expect(after.Contents?.map((item) => item.Key)).toEqual(["b/1", "c", "d"]);
    expect(after.Contents?.[0]).toMatchObject({
      Size: 3,
      StorageClass: "STANDARD",
      Owner: { ID: accountId },
    });
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(await errorName(list({ ContinuationToken: "nonsense" }))).toBe("InvalidArgument");
  });

  it("of version 1 go on by marker", async () => {
    const list = (given: object) => world.s3.send(new ListObjectsCommand({ Bucket: "lists", ...given }));
    const first = await list({ Delimiter: "/", MaxKeys: 1 });
    expect(first).toMatchObject({ CommonPrefixes: [{ Prefix: "a/" }], NextMarker: "a/", IsTruncated: true });
    const second = await list({ Delimiter: "/", Marker: first.NextMarker });
    expect(second.CommonPrefixes).toEqual([{ Prefix: "b/" }]);
    expect((await list({ Marker: "a/1", MaxKeys: 2 })).Contents?.map((item) => item.Key)).toEqual([
      "a/2",
      "b/1",
    ]);
  });
});

describe("a bucket's folder", () => {
  const clock = worldClock(1);
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "local-aws-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it("is taken over by the next process, with its objects and settings", async () => {
    const defaultKmsKeyArn = `arn:aws:kms:${region}:${accountId}:key/k`;
    const first = await startWorld({ directory });
    first.aws.buckets.create("kept-bucket", { ownerAccountId: "444455556666", defaultKmsKeyArn });
    for (const Key of ["a", "b", "c/d"])
      await first.s3.send(
        new PutObjectCommand({ Bucket: "kept-bucket", Key, Body: Key, Metadata: { m: "1" } }),
      );
    await first.s3.send(new DeleteObjectCommand({ Bucket: "kept-bucket", Key: "b" }));
    const before = first.aws.buckets.objects("kept-bucket");
    await first.close();
    const second = await startWorld({ directory });
    expect(second.aws.buckets.objects("kept-bucket")).toEqual(before);
    expect(before.map((object) => [object.key, object.kmsKeyId])).toEqual([
      ["a", defaultKmsKeyArn],
      ["c/d", defaultKmsKeyArn],
    ]);
    const { Body } = await second.s3.send(new GetObjectCommand({ Bucket: "kept-bucket", Key: "c/d" }));
    expect(await Body?.transformToString()).toBe("c/d");
    await second.close();
  });

  it("cannot be made outside by a bucket's name", () => {
    const store = new BucketStore(directory, accountId, region, clock);
    for (const name of ["..", "../x", "a/b", "A", "a..b", "ab", ""])
      expect(() => {
        store.create(name);
      }).toThrow("no name for a bucket");
    store.close();
  });
});
