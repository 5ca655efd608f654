import { expectedStatements } from "../../../../config/tooling/terraform-sandbox/expected-statements";
import { judgeAdded, meaningsOf } from "../../../../config/tooling/terraform-sandbox/policy-meaning";

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const list = {
  Sid: "Lists",
  Effect: "Allow",
  Action: "s3:ListBucket",
  Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
};
const [one] = meaningsOf(policy(list));

it("reads the same from one as from a list of one, and in whatever order", () => {
  const other = {
    ...list,
    Action: ["s3:ListBucket"],
    Resource: list.Resource.toReversed(),
    Principal: { AWS: [list.Principal.AWS] },
    Condition: {},
  };
  expect(meaningsOf(policy(other))).toEqual([one]);
});

it.each([
  ["another effect", { Effect: "Deny" }],
  ["a condition", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
  ["everybody", { Principal: "*" }],
  ["an action more", { Action: ["s3:ListBucket", "s3:GetObject"] }],
])("reads something else from %s", (_name, changed) => {
  expect(meaningsOf(policy({ ...list, ...changed }))).not.toEqual([one]);
});

it("refuses a statement with what it does not know", () => {
  expect(() => meaningsOf(policy({ ...list, NotAction: "s3:*" }))).toThrow("NotAction");
});

it("finds fault with a statement that is missing, also of those before, and with one too many", () => {
  const added = meaningsOf(policy({ ...list, Sid: "Added" }));
  const before = meaningsOf(policy(list));
  expect(judgeAdded("zone's bucket", before, [...before, ...added], added)).toEqual([]);
  expect(judgeAdded("zone's bucket", before, added, added)).toEqual([
    expect.stringMatching(/^the zone's bucket's policy: expected \{"Sid":"Lists"/),
  ]);
  expect(judgeAdded("zone's bucket", before, before, added)).toEqual([
    expect.stringContaining('expected {"Sid":"Added"'),
  ]);
  expect(judgeAdded("zone's bucket", before, [...before, ...added], [])).toEqual([
    expect.stringContaining('did not expect {"Sid":"Added"'),
  ]);
});

it("expects of a zone that it lets nobody but the copier in, and only to the sandbox's area", () => {
  const copierRoleArn = "arn:aws:iam::111111111111:role/copier";
  const { bucket, key } = expectedStatements({
    bucketArn: "arn:aws:s3:::zone",
    area: "area/database",
    account: "111111111111",
    copierRoleArn,
    sid: "try",
  });
  for (const { Condition } of [...bucket, ...key])
    expect(Condition).toMatchObject({ ArnEquals: { "aws:PrincipalArn": [copierRoleArn] } });
  expect(bucket.flatMap(({ Resource }) => Resource)).toEqual([
    "arn:aws:s3:::zone",
    "arn:aws:s3:::zone/area/database/*",
  ]);
});
