import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { WorldClock } from "../../clock";
import { Bucket } from "./bucket";
import type { BucketSettings } from "./bucket-journal";
import type { BucketOptions, LocalBuckets, StoredObject } from "./local-buckets";
import { s3Error } from "./s3-errors";
import { writeSettings } from "./write-settings";

/** Every bucket of the local world, each in a folder of its own name. */
export class BucketStore implements LocalBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly directory: string,
    private readonly accountId: string,
    private readonly region: string,
    private readonly clock: WorldClock,
  ) {
    mkdirSync(directory, { recursive: true });
    for (const entry of readdirSync(directory, { withFileTypes: true }))
      if (entry.isDirectory() && isBucketName(entry.name)) this.open(entry.name, {});
  }

  get names(): readonly string[] {
    return [...this.buckets.keys()].sort();
  }

  create(name: string, options: BucketOptions = {}): void {
    if (!isBucketName(name)) throw new Error(`${JSON.stringify(name)} is no name for a bucket.`);
    if (this.buckets.has(name)) throw new Error(`There is a bucket named ${name} already.`);
    this.open(name, options);
  }

  filePath(bucket: string, key: string): string | undefined {
    const found = this.buckets.get(bucket);
    const object = found?.get(key);
    return found === undefined || object === undefined ? undefined : found.files.absolute(object.file);
  }

  placeFile(bucket: string, key: string, file: string, etag: string): void {
    const found = this.find(bucket);
    const own = { principal: `arn:aws:iam::${this.accountId}:root`, accountId: this.accountId };
    const lastModified = this.clock.now();
    const { size } = statSync(file);
    const settings = writeSettings({}, found.settings, this.region);
    found.put(file, { key, size, etag, lastModified, ...settings, writer: own });
  }

  placeBytes(bucket: string, key: string, bytes: Uint8Array): void {
    const file = this.find(bucket).files.temporary();
    writeFileSync(file, bytes);
    this.placeFile(bucket, key, file, createHash("md5").update(bytes).digest("hex"));
  }

  removeObject(bucket: string, key: string): void {
    this.find(bucket).delete(key);
  }

  objects(bucket: string, prefix = ""): readonly StoredObject[] {
    const result: StoredObject[] = [];
    for (const object of this.find(bucket).from(prefix)) {
      if (!object.key.startsWith(prefix)) break;
      result.push(object);
    }
    return result;
  }

  showPolicy(name: string, json: string): void {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw new Error(`There is no bucket named ${name} to show a policy of.`);
    bucket.policy = json;
  }

  has(name: string): boolean {
    return this.buckets.has(name);
  }

  /** @throws AwsError NoSuchBucket */
  find(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw s3Error.noSuchBucket(name);
    return bucket;
  }

  /** Removes an empty bucket. */
  remove(name: string): void {
    this.find(name).destroy();
    this.buckets.delete(name);
  }

  close(): void {
    for (const bucket of this.buckets.values()) bucket.close();
    this.buckets.clear();
  }

  private open(name: string, options: BucketOptions): void {
    const settings: BucketSettings = {
      ownerAccountId: options.ownerAccountId ?? this.accountId,
      createTime: this.clock.now(),
      ownership: options.objectOwnership ?? "BucketOwnerEnforced",
      encryption: options.defaultKmsKeyArn === undefined ? "AES256" : "aws:kms",
      ...(options.defaultKmsKeyArn === undefined ? {} : { kmsKeyArn: options.defaultKmsKeyArn }),
      bucketKeyEnabled: options.defaultKmsKeyArn !== undefined,
    };
    this.buckets.set(name, new Bucket(name, path.join(this.directory, name), settings));
  }
}

/** The rules of general purpose buckets' names; they also keep a name inside its folder. */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name)
  );
}
