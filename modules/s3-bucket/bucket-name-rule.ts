import { Token } from "cdktf";
import type { S3BucketSettings } from "../../config/settings/s3-bucket";
import { NAME_LIMIT } from "../shared/derived-name";
import type { JointRule } from "../shared/joint-rule";
import { isNoLongerThan } from "../shared/truth";
import type { S3BucketProps } from "./props";

type Named = Pick<S3BucketProps, "identifierPrefix" | "bucketIdentifier">;

/** @returns the bucket's name, in any case: S3 takes lower case only */
export function bucketName({ identifierPrefix, bucketIdentifier }: Named): string {
  return `${identifierPrefix}-${bucketIdentifier}`;
}

/** The name is made of two inputs, each of which may be short enough by itself. */
export function bucketNameRule(props: Named): JointRule<keyof S3BucketSettings> {
  const name = bucketName(props);
  return {
    of: ["identifier_prefix", "bucket_identifier"],
    holds: () => isNoLongerThan(name, NAME_LIMIT.bucket),
    message: (called) => {
      const identifier = called("bucket_identifier");
      // In Terraform it may be the root stack's, where the suffix is the variable that the name ends with.
      const ending = Token.isUnresolved(name) ? `${identifier}, aws_account_suffix` : identifier;
      return `The bucket's name ${name}: expected at most ${NAME_LIMIT.bucket} characters; shorten ${called("identifier_prefix")}, or what the name ends with (${ending}).`;
    },
  };
}
