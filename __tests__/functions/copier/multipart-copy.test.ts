import type { Copy } from "../../../functions/copier/plan";
import { AwsCallError } from "../../../functions/shared/aws-failure";
import { remedyFor } from "../../../functions/shared/remedies";
import { GIB, refused, storageWorld, type StorageWorld } from "../../support/functions/copier-storage";
import type { FakeFault } from "../../support/functions/fake-aws";

const SOURCE = "a-1/db/public.täble+1 %41/1/big.parquet";
const KEY = "housing/db/public.täble+1 %41/big.parquet";

function copyOf(size: number, given: Partial<Copy> = {}): Copy {
  return { sourceKey: SOURCE, landingKey: KEY, size, lastModified: new Date(0), ...given };
}

function worldWith(size: number, given: { maxAttempts?: number; concurrency?: number } = {}): StorageWorld {
  const world = storageWorld(given);
  world.aws.s3.put("export-bucket", SOURCE, size);
  return world;
}

const copy = async ({ storage }: StorageWorld, size: number, signal?: AbortSignal): Promise<void> => {
  await storage.copy("export-bucket", copyOf(size), signal ?? new AbortController().signal);
};

/** Nothing is left in the zone: neither a file nor parts of one. */
function expectCleanZone({ aws }: StorageWorld): void {
  expect(aws.s3.keys("zone-bucket")).toEqual([]);
  expect(aws.s3.uploads.open.size).toBe(0);
}

async function failureOf(copying: Promise<void>): Promise<unknown> {
  return await copying.then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

describe("a file above 5 GiB", () => {
  it("is put together in the zone from all of its bytes, its owner in full control", async () => {
    const world = worldWith(6 * GIB + 1);
    await copy(world, 6 * GIB + 1);
    expect(world.aws.s3.object("zone-bucket", KEY)).toMatchObject({
      size: 6 * GIB + 1,
      copiedFrom: `export-bucket/${SOURCE}`,
      headers: { "x-amz-acl": "bucket-owner-full-control" },
    });
    expect(world.aws.count("UploadPartCopy")).toBeGreaterThan(6);
    expect(world.aws.s3.mostInFlight).toBeGreaterThan(6);
    expect(world.aws.count("CopyObject")).toBe(0);
    expect(world.aws.s3.uploads.open.size).toBe(0);
  });

  it("is copied in one call when it has just 5 GiB", async () => {
    const world = worldWith(5 * GIB);
    await copy(world, 5 * GIB);
    expect(world.aws.count("CopyObject")).toBe(1);
    expect(world.aws.count("CreateMultipartUpload")).toBe(0);
  });

  it("does not raise the calls in flight above what all copies may have", async () => {
    const world = worldWith(9 * GIB, { concurrency: 8 });
    world.aws.s3.put("export-bucket", "small", 1);
    const { signal } = new AbortController();
    const big = [...Array(6).keys()].map((at) =>
      world.storage.copy("export-bucket", copyOf(9 * GIB, { landingKey: `big-${at}` }), signal),
    );
    const small = [...Array(40).keys()].map((at) =>
      world.storage.copy(
        "export-bucket",
        copyOf(1, { sourceKey: "small", landingKey: `small-${at}` }),
        signal,
      ),
    );
    await Promise.all([...big, ...small]);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(46);
    expect(world.aws.s3.mostInFlight).toBe(8);
  });

  const HEALING: [string, FakeFault][] = [
    ["throttling", refused("SlowDown", 503)],
    ["an error in an answer of 200", { kind: "error-in-200", code: "InternalError" }],
    ["a lost connection", { kind: "connection-lost" }],
  ];
  it.each(
    ["CreateMultipartUpload", "UploadPartCopy", "CompleteMultipartUpload"].flatMap((operation) =>
      HEALING.filter(([, { kind }]) => kind !== "error-in-200" || operation !== "CreateMultipartUpload").map(
        ([name, fault]) => [operation, name, fault] as const,
      ),
    ),
  )("survives %s meeting %s, by the SDK's own attempts", async (operation, _name, fault) => {
    const world = worldWith(6 * GIB, { maxAttempts: 2 });
    world.aws.fail(operation, fault, 1);
    await copy(world, 6 * GIB);
    expect(world.aws.s3.object("zone-bucket", KEY)?.size).toBe(6 * GIB);
  });

  it.each(["UploadPartCopy", "CompleteMultipartUpload"])(
    "leaves nothing behind when %s fails, and the next try lands it",
    async (operation) => {
      const world = worldWith(6 * GIB);
      world.aws.fail(operation, { kind: "error-in-200", code: "InternalError" }, 1);
      expect(await failureOf(copy(world, 6 * GIB))).toMatchObject({ kind: "healable" });
      expectCleanZone(world);
      await copy(world, 6 * GIB);
      expect(world.aws.s3.object("zone-bucket", KEY)?.size).toBe(6 * GIB);
    },
  );

  it("begins no further part after the first that fails", async () => {
    const world = worldWith(5000 * GIB);
    world.aws.fail("UploadPartCopy", refused("SlowDown", 503));
    await failureOf(copy(world, 5000 * GIB));
    expect(world.aws.count("UploadPartCopy")).toBeLessThanOrEqual(32);
    expectCleanZone(world);
  });

  it.each([
    ["CreateMultipartUpload", "s3:PutObject"],
    ["UploadPartCopy", "multipart_copies = true"],
    ["UploadPartCopy", "kms:Decrypt on the landing zone's key"],
    ["CompleteMultipartUpload", "kms:Decrypt on the landing zone's key"],
  ])("whose %s is denied ends with the remedy %s", async (operation, words) => {
    const world = worldWith(6 * GIB);
    world.aws.fail(operation, refused("AccessDenied", 403));
    const failure = await failureOf(copy(world, 6 * GIB));
    if (!(failure instanceof AwsCallError)) throw new Error(`unexpected: ${String(failure)}`);
    expect(failure).toMatchObject({ operation: `s3:${operation}`, kind: "denied" });
    expect(failure.message).toContain(SOURCE);
    expect(remedyFor(failure)).toContain(words);
    expectCleanZone(world);
  });

  it("an abort that is denied is a warning, and the failure before it is what counts", async () => {
    const world = worldWith(6 * GIB);
    world.aws.fail("UploadPartCopy", refused("SlowDown", 503), 1);
    world.aws.fail("AbortMultipartUpload", refused("AccessDenied", 403));
    expect(await failureOf(copy(world, 6 * GIB))).toMatchObject({ operation: "s3:UploadPartCopy" });
    expect(world.warnings).toMatchObject([
      {
        message: expect.stringContaining("s3:AbortMultipartUpload"),
        fields: { key: `zone-bucket/${KEY}`, reason: expect.stringContaining("AccessDenied") },
      },
    ]);
  });

  it("an abort that hangs does not keep the message from being sent", async () => {
    const world = worldWith(6 * GIB);
    world.aws.fail("UploadPartCopy", refused("SlowDown", 503), 1);
    world.aws.fail("AbortMultipartUpload", { kind: "hangs" });
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    try {
      const copying = failureOf(copy(world, 6 * GIB));
      while (world.aws.count("AbortMultipartUpload") === 0)
        await new Promise((resolve) => setImmediate(resolve));
      await jest.advanceTimersByTimeAsync(10_000);
      expect(await copying).toMatchObject({ operation: "s3:UploadPartCopy" });
    } finally {
      jest.useRealTimers();
    }
    expect(world.warnings).toHaveLength(1);
  });

  it("whose completion was carried out, but its answer lost, is there: looked at again, not a letter", async () => {
    const world = worldWith(6 * GIB, { maxAttempts: 2 });
    world.aws.fail("CompleteMultipartUpload", { kind: "answer-lost" }, 1);
    expect(await failureOf(copy(world, 6 * GIB))).toMatchObject({ code: "NoSuchUpload", kind: "healable" });
    expect(world.aws.s3.object("zone-bucket", KEY)?.size).toBe(6 * GIB);
    expect(world.warnings).toEqual([]);
  });

  it.each(["CreateMultipartUpload", "UploadPartCopy", "CompleteMultipartUpload"])(
    "is given up when the invocation ends while %s hangs",
    async (operation) => {
      const world = worldWith(6 * GIB);
      world.aws.fail(operation, { kind: "hangs" });
      const abandon = new AbortController();
      const copying = failureOf(copy(world, 6 * GIB, abandon.signal));
      while (world.aws.count(operation) === 0) await new Promise((resolve) => setImmediate(resolve));
      abandon.abort();
      expect(await copying).toMatchObject({ name: "AbortError" });
      expectCleanZone(world);
    },
  );
});
