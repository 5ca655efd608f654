import { GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { meaningsOf, type Meaning } from "./policy-meaning";

/** What a zone's policies say, as AWS's API gives them. */
export interface ZonePolicies {
  readonly bucket: readonly Meaning[];
  readonly key: readonly Meaning[];
}

export async function zonePolicies(
  { kms, s3 }: AwsClients,
  Bucket: string,
  KeyId: string,
): Promise<ZonePolicies> {
  const bucket = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  const key = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
  if (bucket.Policy === undefined || key.Policy === undefined)
    throw new Error(`${Bucket}: expected a policy of the bucket and one of its key`);
  return { bucket: meaningsOf(bucket.Policy), key: meaningsOf(key.Policy) };
}
