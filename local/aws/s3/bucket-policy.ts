import { AwsError } from "../aws-error";
import { xmlAnswer, type S3Handler } from "./s3-call";

/** GetBucketPolicy: the policy that was put up for show, which is the one that decides. @throws AwsError */
export const getBucketPolicy: S3Handler = (world, call) => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: shownPolicy(world.buckets.find(call.bucket).policy, call.bucket),
});

/** GetBucketPolicyStatus: no policy here is about everybody. @throws AwsError */
export const getBucketPolicyStatus: S3Handler = (world, call) => {
  shownPolicy(world.buckets.find(call.bucket).policy, call.bucket);
  return xmlAnswer("PolicyStatus", { IsPublic: false });
};

function shownPolicy(policy: string | undefined, bucket: string): string {
  if (policy === undefined)
    throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404, { BucketName: bucket });
  return policy;
}
