import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { S3BucketProps } from "./props";

type LifecycleProps = Pick<
  S3BucketProps,
  "expireObjectsDays" | "expireNoncurrentObjectsDays" | "abortMultipartDays" | "expiredObjectDeleteMarker"
>;

/** An empty filter: every object. */
const EVERYTHING = [{}];

/** @returns S3's lifecycle rules for what is given; none when nothing is */
export function lifecycleRules(props: LifecycleProps): S3BucketLifecycleConfigurationRule[] {
  const { expireObjectsDays, expireNoncurrentObjectsDays, abortMultipartDays } = props;
  const actions = {
    ...(expireObjectsDays !== undefined && { expiration: [{ days: expireObjectsDays }] }),
    ...(expireNoncurrentObjectsDays !== undefined && {
      noncurrentVersionExpiration: [{ noncurrentDays: expireNoncurrentObjectsDays }],
    }),
    ...(abortMultipartDays !== undefined && {
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: abortMultipartDays }],
    }),
  };
  const rules: S3BucketLifecycleConfigurationRule[] = [];
  if (Object.keys(actions).length > 0)
    rules.push({ id: "expire-older-objects", status: "Enabled", filter: EVERYTHING, ...actions });
  // A rule of its own: S3 takes no days beside it.
  if (props.expiredObjectDeleteMarker === true)
    rules.push({
      id: "delete-expired-delete-markers",
      status: "Enabled",
      filter: EVERYTHING,
      expiration: [{ expiredObjectDeleteMarker: true }],
    });
  return rules;
}
