import type { XmlElements } from "../xml";
import { existing } from "./object-operations";
import { xmlAnswer, type S3Handler } from "./s3-call";

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** Access control lists are not enforced; what is answered is what the owner of an object sees. */
export const getObjectAcl: S3Handler = (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const record = existing(bucket, call.key);
  const ownedByBucket = bucket.settings.ownership !== "ObjectWriter";
  const owner = ownedByBucket ? bucket.settings.ownerAccountId : record.writer.accountId;
  return xmlAnswer("AccessControlPolicy", fullControl(owner));
};

/** GetBucketAcl: the owner alone, as of every bucket that nobody gave another list. */
export const getBucketAcl: S3Handler = (world, call) =>
  xmlAnswer("AccessControlPolicy", fullControl(world.buckets.find(call.bucket).settings.ownerAccountId));

function fullControl(owner: string): XmlElements {
  return {
    Owner: { ID: owner },
    AccessControlList: {
      Grant: [
        {
          Grantee: { "@xmlns:xsi": XSI, "@xsi:type": "CanonicalUser", ID: owner },
          Permission: "FULL_CONTROL",
        },
      ],
    },
  };
}
