import { s3Needs } from "../../../../local/aws/needs/s3-needs";
import { accountId, brief, factsOf, region, REPORT_KEY, ZONE_KEY, zoneAccountId } from "./facts";

const source = {
  ...{ bucket: "export", key: "a/b.parquet", ownerAccountId: accountId },
  object: { keyArn: REPORT_KEY, hasTags: false },
};
const copy = {
  ...factsOf({ key: "housing/b.parquet" }),
  source,
  writeKeyArn: ZONE_KEY,
  headers: { "x-amz-copy-source": "export/a/b.parquet", "x-amz-acl": "bucket-owner-full-control" },
};
const target = "arn:aws:s3:::zone/housing/b.parquet";

it("copies from one encrypted bucket to another with reading there and writing here", () => {
  const needs = s3Needs("CopyObject", copy);
  expect(brief(needs)).toEqual([
    "s3:GetObject arn:aws:s3:::export/a/b.parquet",
    `kms:Decrypt ${REPORT_KEY}`,
    `s3:PutObject ${target}`,
    `s3:PutObjectAcl ${target}`,
    `kms:GenerateDataKey ${ZONE_KEY}`,
  ]);
  expect(needs.map(({ resourceAccountId }) => resourceAccountId)).toEqual([
    ...[accountId, accountId, zoneAccountId, zoneAccountId, zoneAccountId],
  ]);
});

it("tells policies with which ACL, from where and through what", () => {
  const needs = s3Needs("CopyObject", copy);
  expect(needs[2]?.context).toEqual({
    "s3:ResourceAccount": zoneAccountId,
    "s3:x-amz-acl": "bucket-owner-full-control",
    "s3:x-amz-copy-source": "export/a/b.parquet",
  });
  expect(needs[4]?.context).toEqual({
    "kms:ViaService": `s3.${region}.amazonaws.com`,
    "kms:CallerAccount": accountId,
  });
});

it("copies tags only where there are any, and they are not replaced", () => {
  const tagged = { ...copy, source: { ...source, object: { keyArn: undefined, hasTags: true } } };
  expect(brief(s3Needs("CopyObject", tagged))).toEqual(
    expect.arrayContaining([
      "s3:GetObjectTagging arn:aws:s3:::export/a/b.parquet",
      `s3:PutObjectTagging ${target}`,
    ]),
  );
  const replaced = { ...tagged, headers: { ...copy.headers, "x-amz-tagging-directive": "REPLACE" } };
  expect(brief(s3Needs("CopyObject", replaced)).join()).not.toContain("Tagging");
});

it("decrypts the upload's key for every part of a copy in parts", () => {
  expect(brief(s3Needs("CreateMultipartUpload", { ...copy, headers: {} }))).toEqual([
    `s3:PutObject ${target}`,
    `kms:GenerateDataKey ${ZONE_KEY}`,
  ]);
  expect(brief(s3Needs("UploadPartCopy", copy))).toEqual([
    "s3:GetObject arn:aws:s3:::export/a/b.parquet",
    `kms:Decrypt ${REPORT_KEY}`,
    `s3:PutObject ${target}`,
    `kms:Decrypt ${ZONE_KEY}`,
  ]);
  expect(brief(s3Needs("CompleteMultipartUpload", copy))).toEqual([
    `s3:PutObject ${target}`,
    `kms:Decrypt ${ZONE_KEY}`,
  ]);
});

it("lists with a prefix always, with the empty one where none is given", () => {
  const all = s3Needs("ListObjectsV2", factsOf());
  expect(brief(all, "s3:prefix", "s3:delimiter", "s3:max-keys")).toEqual([
    ["s3:ListBucket arn:aws:s3:::zone", "", undefined, undefined],
  ]);
  const query = new URLSearchParams({ prefix: "housing/", delimiter: "/", "max-keys": "7" });
  const some = s3Needs("ListObjectsV2", { ...factsOf(), query });
  expect(brief(some, "s3:prefix", "s3:delimiter", "s3:max-keys")).toEqual([
    ["s3:ListBucket arn:aws:s3:::zone", "housing/", "/", "7"],
  ]);
});

it("tells of an absent object only whom it may tell of others", () => {
  expect(brief(s3Needs("GetObject", factsOf({ key: "gone" })))).toEqual([
    "s3:GetObject arn:aws:s3:::zone/gone",
    "s3:ListBucket arn:aws:s3:::zone",
  ]);
});

it("looks at an object without its key, but not at its checksum", () => {
  const facts = factsOf({ key: "k", keyArn: REPORT_KEY, hasTags: false });
  expect(brief(s3Needs("HeadObject", facts))).toEqual(["s3:GetObject arn:aws:s3:::zone/k"]);
  const checked = { ...facts, headers: { "x-amz-checksum-mode": "ENABLED" } };
  expect(brief(s3Needs("HeadObject", checked))).toContain(`kms:Decrypt ${REPORT_KEY}`);
});

it.each([
  ["HeadBucket", "", ["s3:ListBucket arn:aws:s3:::zone"]],
  ["GetBucketEncryption", "", ["s3:GetEncryptionConfiguration arn:aws:s3:::zone"]],
  ["ListParts", "k", ["s3:ListMultipartUploadParts arn:aws:s3:::zone/k"]],
  [
    "GetObjectAttributes",
    "k",
    ["s3:GetObject", "s3:GetObjectAttributes"].map((a) => `${a} arn:aws:s3:::zone/k`),
  ],
])("%s needs the actions of the service authorization reference", (operation, key, expected) => {
  expect(brief(s3Needs(operation, factsOf({ key, hasTags: false })))).toEqual(expected);
});

it("deletes key by key", () => {
  expect(brief(s3Needs("DeleteObjects", { ...factsOf(), deleted: ["a", "b/c"] }))).toEqual([
    "s3:DeleteObject arn:aws:s3:::zone/a",
    "s3:DeleteObject arn:aws:s3:::zone/b/c",
  ]);
});

it("leaves the key that AWS manages for S3 to its account", () => {
  const managed = `arn:aws:kms:${region}:${accountId}:alias/aws/s3`;
  expect(brief(s3Needs("PutObject", { ...factsOf({ key: "k" }), writeKeyArn: managed }))).toHaveLength(1);
  const others = `arn:aws:kms:${region}:${zoneAccountId}:alias/aws/s3`;
  expect(brief(s3Needs("PutObject", { ...factsOf({ key: "k" }), writeKeyArn: others }))).toHaveLength(2);
});
