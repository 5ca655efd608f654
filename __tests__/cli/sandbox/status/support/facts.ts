import type {
  BastionFacts,
  DatabaseFacts,
  ExportFacts,
  Found,
  QueueFacts,
  SandboxFacts,
  SnapshotFacts,
} from "../../../../../cli/sandbox/status/facts";
import { IDENTITY, PARTS } from "./parts";

export const there = <T>(value: T): Found<T> => ({ kind: "there", value });
export const MISSING = { kind: "missing" } as const;
export const DENIED = { kind: "unreadable", why: "these credentials may not look" } as const;

export const database = (given: Partial<DatabaseFacts> = {}): DatabaseFacts => ({
  identifier: PARTS.database,
  engine: "postgres",
  engineVersion: "17.4",
  status: "available",
  instanceClass: "db.t3.micro",
  storageType: "gp3",
  gigabytes: 20,
  multiZone: false,
  secretArn: "arn:aws:secretsmanager:eu-west-2:111122223333:secret:s",
  ...given,
});

export const bastion = (given: Partial<BastionFacts> = {}): BastionFacts => ({
  id: "i-0123456789abcdef0",
  type: "t3.micro",
  state: "running",
  ping: there("Online"),
  volumes: there([{ id: "vol-1", type: "gp3", gigabytes: 10 }]),
  ...given,
});

export const queue = (given: Partial<QueueFacts> = {}): QueueFacts => ({
  name: PARTS.queues[0]!,
  waiting: 0,
  inFlight: 0,
  delayed: 0,
  ...given,
});

export const snapshot = (given: Partial<SnapshotFacts> = {}): SnapshotFacts => {
  const identifier = given.identifier ?? "by-hand-1";
  return {
    identifier,
    arn: `arn:aws:rds:eu-west-2:111122223333:snapshot:${identifier}`,
    databaseIdentifier: PARTS.database,
    type: "manual",
    status: "available",
    percent: 100,
    gigabytes: 20,
    createdAt: new Date("2026-11-21T09:00:00Z"),
    ...given,
  };
};

export const exportTask = (given: Partial<ExportFacts> = {}): ExportFacts => ({
  identifier: "by-hand-1",
  snapshotArn: snapshot().arn,
  status: "IN_PROGRESS",
  percent: 40,
  bucket: PARTS.exportBucket,
  roleArn: `arn:aws:iam::111122223333:role/${PARTS.exportServiceRole}`,
  ...given,
});

/** A sandbox of which everything is there, and nothing goes on. */
export const facts = (given: Partial<SandboxFacts> = {}): SandboxFacts => {
  const bucket = (name: string): SandboxFacts["exportBucket"] => ({
    name,
    found: there({ name, key: there(`arn:of-${name}`) }),
  });
  return {
    region: IDENTITY.region,
    identifierPrefix: IDENTITY.identifierPrefix,
    accountId: "111122223333",
    at: new Date("2026-11-21T12:00:00Z"),
    database: { name: PARTS.database, found: there(database()) },
    bastion: { name: PARTS.bastion, found: there(bastion()) },
    endpoints: there([]),
    artefactBucket: bucket(PARTS.artefactBucket),
    exportBucket: bucket(PARTS.exportBucket),
    zoneBucket: { name: PARTS.zoneBucket, found: MISSING },
    hasZone: false,
    functions: PARTS.functions.map((name) => ({
      name,
      found: there({ name, runtime: "nodejs22.x", state: "Active" }),
    })),
    queues: PARTS.queues.map((name) => ({ name, found: there(queue({ name })) })),
    snapshots: there([]),
    exports: there([]),
    exported: there({ bucket: PARTS.exportBucket, objects: 0, bytes: 0, more: false }),
    keys: there([
      { id: "1", arn: "arn:1", description: "one", state: "Enabled", customerManaged: true },
      { id: "2", arn: "arn:2", description: "two", state: "Enabled", customerManaged: true },
    ]),
    keysPendingDeletion: there([]),
    ...given,
  };
};

/** After a destroy, or before the first apply. */
export const nothingThere = (given: Partial<SandboxFacts> = {}): SandboxFacts => {
  const whole = facts();
  const gone = <T>({ name }: { readonly name: string }): { name: string; found: Found<T> } => ({
    name,
    found: MISSING,
  });
  return {
    ...whole,
    hasZone: null,
    database: gone(whole.database),
    bastion: gone(whole.bastion),
    artefactBucket: gone(whole.artefactBucket),
    exportBucket: gone(whole.exportBucket),
    functions: whole.functions.map((each) => gone(each)),
    queues: whole.queues.map((each) => gone(each)),
    exported: MISSING,
    keys: there([]),
    ...given,
  };
};
