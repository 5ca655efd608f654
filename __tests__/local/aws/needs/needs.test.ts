import { rdsNeeds } from "../../../../local/aws/needs/rds-needs";
import { snsNeeds } from "../../../../local/aws/needs/sns-needs";
import { sqsNeeds } from "../../../../local/aws/needs/sqs-needs";
import { QueryParameters } from "../../../../local/aws/protocols/query-protocol";
import { RdsArns } from "../../../../local/aws/rds/rds-arns";
import type { Need } from "../../../../local/permissions/types";
import { accountId, brief, region, REPORT_KEY } from "./facts";

const rds = (operation: string, given: Record<string, string>): readonly Need[] =>
  rdsNeeds(operation, {
    given: new QueryParameters(new URLSearchParams(given)),
    arns: new RdsArns(region, accountId),
    callerAccountId: accountId,
  });
const snapshot = `arn:aws:rds:${region}:${accountId}:snapshot:rds:d-2026-11-21-03-00`;
const role = `arn:aws:iam::${accountId}:role/export`;

it("starts an export by exporting, passing the role and granting the key, in this order", () => {
  const needs = rds("StartExportTask", { SourceArn: snapshot, IamRoleArn: role, KmsKeyId: REPORT_KEY });
  expect(brief(needs)).toEqual([
    `rds:StartExportTask ${snapshot}`,
    `iam:PassRole ${role}`,
    `kms:DescribeKey ${REPORT_KEY}`,
    `kms:CreateGrant ${REPORT_KEY}`,
  ]);
  expect(needs[1]?.context).toEqual({ "iam:PassedToService": "export.rds.amazonaws.com" });
  expect(needs[3]?.context).toEqual({
    "kms:GrantIsForAWSResource": "true",
    "kms:ViaService": `rds.${region}.amazonaws.com`,
    "kms:CallerAccount": accountId,
  });
});

it("knows a key by its id", () => {
  const needs = rds("StartExportTask", { SourceArn: snapshot, KmsKeyId: "1234" });
  expect(needs.at(-1)?.resource).toBe(`arn:aws:kms:${region}:${accountId}:key/1234`);
});

it.each([
  [{ DBInstanceIdentifier: "D" }, ["db:d"]],
  [{ DBSnapshotIdentifier: "rds:d-1" }, ["snapshot:rds:d-1"]],
  [{ DBInstanceIdentifier: "d", DBSnapshotIdentifier: "s" }, ["db:d", "snapshot:s"]],
  [{}, ["snapshot:*"]],
])("looks snapshots up by what is named: %j", (given, resources) => {
  expect(brief(rds("DescribeDBSnapshots", given))).toEqual(
    resources.map((name) => `rds:DescribeDBSnapshots arn:aws:rds:${region}:${accountId}:${name}`),
  );
});

it("tags what it makes only where tags are given", () => {
  const given = { DBInstanceIdentifier: "d", DBSnapshotIdentifier: "s" };
  expect(rds("CreateDBSnapshot", given)).toHaveLength(2);
  const tagged = rds("CreateDBSnapshot", {
    ...given,
    "Tags.Tag.1.Key": "team",
    "Tags.Tag.1.Value": "housing",
  });
  expect(brief(tagged, "aws:RequestTag/team", "aws:TagKeys").at(-1)).toEqual([
    `rds:AddTagsToResource arn:aws:rds:${region}:${accountId}:snapshot:s`,
    "housing",
    ["team"],
  ]);
});

it("asks for the action of the same name where the table has none", () => {
  expect(brief(rds("DescribeDBEngineVersions", {}))).toEqual(["rds:DescribeDBEngineVersions *"]);
});

const queueArn = `arn:aws:sqs:${region}:${accountId}:q`;
const sqs = { queueArn, keyArn: REPORT_KEY, region, callerAccountId: accountId, byService: false, tags: {} };

it.each([
  ["SendMessage", ["sqs:SendMessage", "kms:GenerateDataKey", "kms:Decrypt"]],
  ["SendMessageBatch", ["sqs:SendMessage", "kms:GenerateDataKey", "kms:Decrypt"]],
  ["ReceiveMessage", ["sqs:ReceiveMessage", "kms:Decrypt"]],
  ["DeleteMessageBatch", ["sqs:DeleteMessage"]],
  ["ChangeMessageVisibilityBatch", ["sqs:ChangeMessageVisibility"]],
  ["GetQueueAttributes", ["sqs:GetQueueAttributes"]],
])("%s of an encrypted queue needs %j", (operation, actions) => {
  expect(sqsNeeds(operation, sqs).map(({ action }) => action)).toEqual(actions);
});

it("needs no key for a queue that has none", () => {
  expect(sqsNeeds("SendMessage", { ...sqs, keyArn: undefined })).toHaveLength(1);
});

it("publishes with the topic's key, as SNS for people and as itself for services", () => {
  const topicArn = `arn:aws:sns:${region}:${accountId}:t`;
  const facts = { ...sqs, topicArn, protocol: undefined, endpoint: undefined };
  expect(brief(snsNeeds("Publish", facts), "kms:ViaService")).toEqual([
    [`sns:Publish ${topicArn}`, undefined],
    [`kms:GenerateDataKey ${REPORT_KEY}`, `sns.${region}.amazonaws.com`],
    [`kms:Decrypt ${REPORT_KEY}`, `sns.${region}.amazonaws.com`],
  ]);
  const byService = snsNeeds("PublishBatch", { ...facts, byService: true });
  expect(brief(byService, "kms:ViaService").map((row) => (row as unknown[])[1])).toEqual([
    ...[undefined, undefined, undefined],
  ]);
});
