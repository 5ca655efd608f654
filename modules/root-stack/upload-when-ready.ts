import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { dependable } from "cdktf";
import type { DbSnapshotToS3 } from "../db-snapshot-to-s3/db-snapshot-to-s3";
import type { S3Bucket } from "../s3-bucket/s3-bucket";

/**
 * Has the functions' code uploaded when the bucket keeps versions, and not while that is being switched on: an object
 * from before has no version, and deleting it leaves a delete marker behind. A root that calls the modules gets the same
 * by the output `bucket_id`, which waits.
 */
export function uploadWhenReady(pipeline: DbSnapshotToS3, { readiness }: S3Bucket): void {
  const objects = pipeline.node.findAll().filter((element) => element instanceof S3Object);
  for (const object of objects)
    object.dependsOn = [...(object.dependsOn ?? []), ...readiness.map((element) => dependable(element))];
}
