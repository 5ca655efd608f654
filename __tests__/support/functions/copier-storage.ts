import { s3Storage } from "../../../functions/copier/storage";
import type { Storage } from "../../../functions/copier/ports";
import type { Log } from "../../../functions/shared/ports";
import { FakeAws, type FakeFault } from "./fake-aws";

export const GIB = 1024 ** 3;

export interface StorageWorld {
  readonly aws: FakeAws;
  readonly storage: Storage;
  /** What was logged as a warning. */
  readonly warnings: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
  /** Read for the time of what is written. */
  now: Date;
}

/** The copier's storage over an imitated S3 with an empty export bucket and an empty zone. */
export function storageWorld({ concurrency = 64, maxAttempts = 1 } = {}): StorageWorld {
  const warnings: StorageWorld["warnings"] = [];
  const unexpected = (message: string): never => {
    throw new Error(`unexpected line: ${message}`);
  };
  const log: Log = {
    info: unexpected,
    error: unexpected,
    warn: (message, fields) => warnings.push({ message, fields }),
  };
  const aws: FakeAws = new FakeAws(() => world.now);
  aws.s3.buckets.set("export-bucket", new Map()).set("zone-bucket", new Map());
  const access = {
    requestHandler: aws,
    endpoint: "http://127.0.0.1:1",
    region: "eu-west-2",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts,
  };
  const storage = s3Storage(access, { zoneBucket: "zone-bucket", concurrency, log });
  const world: StorageWorld = { aws, storage, warnings, now: new Date("2024-03-01T12:00:00Z") };
  return world;
}

/** AWS's refusal with this code. */
export function refused(code: string, status = 400): FakeFault {
  return { kind: "refusal", status, code, message: `${code} said AWS` };
}
