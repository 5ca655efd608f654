import type { Precondition } from "cdktf";
import { NAME_LIMIT } from "../shared/derived-name";
import { isNoLongerThan } from "../shared/truth";

/** A name that S3 would refuse. */
export class BucketNameError extends Error {
  override readonly name = "BucketNameError";
}

/**
 * Checks a name that is made of several inputs, each of which may be short enough by itself.
 * @param name in any case, which does not change its length
 * @returns what Terraform has to check, since it alone will know the name; nothing for a literal
 * @throws BucketNameError for a literal that is too long
 */
export function bucketNamePreconditions(name: string): Precondition[] {
  const condition = isNoLongerThan(name, NAME_LIMIT.bucket);
  if (condition === true) return [];
  const errorMessage = `The bucket's name ${name}: expected at most ${NAME_LIMIT.bucket} characters; shorten identifier_prefix, or what the name ends with (bucket_identifier, aws_account_suffix).`;
  if (condition === false) throw new BucketNameError(errorMessage);
  return [{ condition, errorMessage }];
}
