import type { Need } from "../../permissions/types";
import { headerOf, type S3Facts } from "./s3-facts";
import { onObject, readingNeeds, throughS3 } from "./s3-place-needs";

/** Headers of a write that are condition keys of s3:PutObject by the same name (list_amazons3). */
const conditionHeaders = [
  "x-amz-acl",
  "x-amz-copy-source",
  "x-amz-metadata-directive",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-storage-class",
];

/** PutObject: the object, its ACL and tags where they are given, and the key that encrypts it (API_PutObject). */
export function putNeeds(facts: S3Facts): readonly Need[] {
  const ifMatch = headerOf(facts, "if-match") !== undefined;
  return [
    ...writingNeeds(facts, "writes the object"),
    ...(ifMatch ? [onObject("s3:GetObject", facts.target, "compares with the object that is there")] : []),
    ...throughS3("kms:GenerateDataKey", facts.writeKeyArn, facts, "encrypts the object"),
  ];
}

/**
 * CopyObject: reading there, writing here (API_CopyObject). That kms:Encrypt were needed too, as some guides have it,
 * is not documented for it: S3 encrypts with data keys.
 */
export function copyNeeds(facts: S3Facts): readonly Need[] {
  const { source } = facts;
  const tagsCome =
    source?.object?.hasTags === true && (headerOf(facts, "x-amz-tagging-directive") ?? "COPY") === "COPY";
  return [
    ...(source === undefined ? [] : readingNeeds(source, facts, "the object that is copied")),
    ...(source !== undefined && tagsCome
      ? [onObject("s3:GetObjectTagging", source, "reads the tags of the object that is copied")]
      : []),
    ...writingNeeds(facts, "writes the copy"),
    ...(tagsCome ? [onObject("s3:PutObjectTagging", facts.target, "tags the copy")] : []),
    ...throughS3("kms:GenerateDataKey", facts.writeKeyArn, facts, "encrypts the copy"),
  ];
}

/** CreateMultipartUpload: what it says of the object is what PutObject says. */
export function beginUploadNeeds(facts: S3Facts): readonly Need[] {
  return [
    ...writingNeeds(facts, "begins an upload in parts"),
    ...throughS3("kms:GenerateDataKey", facts.writeKeyArn, facts, "encrypts the upload"),
  ];
}

/** The key of an upload is given out once, at its beginning; parts and completion decrypt it (API_UploadPart). */
export function partNeeds(facts: S3Facts, purpose: string): readonly Need[] {
  return [
    onObject("s3:PutObject", facts.target, purpose),
    ...throughS3("kms:Decrypt", facts.writeKeyArn, facts, "decrypts the key of the upload"),
  ];
}

/** UploadPartCopy: reading there, a part here. */
export function partCopyNeeds(facts: S3Facts): readonly Need[] {
  const { source } = facts;
  return [
    ...(source === undefined ? [] : readingNeeds(source, facts, "the object that is copied")),
    ...partNeeds(facts, "writes a part of the copy"),
  ];
}

function writingNeeds(facts: S3Facts, purpose: string): readonly Need[] {
  const { target } = facts;
  const context = conditionsOf(facts);
  const acl = headerOf(facts, "x-amz-acl");
  const grants = Object.keys(facts.headers).some((name) => name.startsWith("x-amz-grant-"));
  const tags = headerOf(facts, "x-amz-tagging");
  return [
    onObject("s3:PutObject", target, purpose, context),
    ...(acl === undefined && !grants
      ? []
      : [
          onObject(
            "s3:PutObjectAcl",
            target,
            "sets the ACL",
            acl === undefined ? {} : { "s3:x-amz-acl": acl },
          ),
        ]),
    ...(tags === undefined
      ? []
      : [onObject("s3:PutObjectTagging", target, "tags the object", tagKeys(tags))]),
  ];
}

function conditionsOf(facts: S3Facts): Need["context"] {
  const given = conditionHeaders.flatMap((name) => {
    const value = headerOf(facts, name);
    return value === undefined ? [] : [[`s3:${name}`, value] as const];
  });
  const conditional = ["if-match", "if-none-match"].flatMap((name) => {
    const value = headerOf(facts, name);
    return value === undefined ? [] : [[`s3:${name}`, value] as const];
  });
  return Object.fromEntries([...given, ...conditional]);
}

/** Tags of a request stand in one header, written like a query. */
function tagKeys(header: string): Need["context"] {
  const tags = [...new URLSearchParams(header)];
  const values = tags.map(([name, value]) => [`s3:RequestObjectTag/${name}`, value] as const);
  return { ...Object.fromEntries(values), "s3:RequestObjectTagKeys": tags.map(([name]) => name) };
}
