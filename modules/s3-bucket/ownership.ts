import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { Token, type IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { OBJECT_OWNERSHIP } from "../../config/settings/bucket-access-settings";
import { isGiven, oneIf } from "../shared/truth";

export type ObjectOwnership = (typeof OBJECT_OWNERSHIP)[number];

/** @returns nothing when the ownership is left as it is */
export function ownershipControls(
  scope: Construct,
  bucket: string,
  ownership: ObjectOwnership | IResolvable | undefined,
): S3BucketOwnershipControls | undefined {
  if (ownership === undefined) return undefined;
  return new S3BucketOwnershipControls(scope, "ownership", {
    count: oneIf(isGiven(ownership)),
    bucket,
    rule: { objectOwnership: Token.asString(ownership) },
  });
}
