import { paginateDescribeDBSnapshots, type RDSClient } from "@aws-sdk/client-rds";
import * as z from "zod";
import type { Found, SnapshotFacts } from "../facts";
import { look } from "./look";

const snapshotSchema = z.object({
  DBSnapshotIdentifier: z.string(),
  DBSnapshotArn: z.string(),
  DBInstanceIdentifier: z.string(),
  SnapshotType: z.string(),
  Status: z.string(),
  PercentProgress: z.number().default(0),
  AllocatedStorage: z.number().default(0),
  SnapshotCreateTime: z.date().optional(),
});

/** Every snapshot of that database, also when the database is gone; neither shared nor public ones. */
export function readSnapshots(
  rds: RDSClient,
  databaseIdentifier: string,
  signal: AbortSignal,
): Promise<Found<readonly SnapshotFacts[]>> {
  return look({
    what: `snapshots of ${databaseIdentifier}`,
    action: "rds:DescribeDBSnapshots",
    signal,
    read: () => snapshotsOf(rds, databaseIdentifier, signal),
  });
}

/** @throws what the SDK throws */
export async function snapshotsOf(
  rds: RDSClient,
  databaseIdentifier: string,
  signal: AbortSignal,
): Promise<readonly SnapshotFacts[]> {
  const snapshots: SnapshotFacts[] = [];
  const pages = paginateDescribeDBSnapshots(
    { client: rds },
    { DBInstanceIdentifier: databaseIdentifier },
    { abortSignal: signal },
  );
  for await (const { DBSnapshots = [] } of pages) snapshots.push(...DBSnapshots.map(snapshotFacts));
  return snapshots;
}

function snapshotFacts(answer: unknown): SnapshotFacts {
  const snapshot = snapshotSchema.parse(answer);
  return {
    identifier: snapshot.DBSnapshotIdentifier,
    arn: snapshot.DBSnapshotArn,
    databaseIdentifier: snapshot.DBInstanceIdentifier,
    type: snapshot.SnapshotType,
    status: snapshot.Status,
    percent: snapshot.PercentProgress,
    gigabytes: snapshot.AllocatedStorage,
    createdAt: snapshot.SnapshotCreateTime,
  };
}
