import type { AccessRequest } from "../../../local/permissions/types";
import { owners, synthesisedStack, YOU, ZONE_ACCOUNT, ZONE_BUCKET, ZONE_KEY } from "./deployed-stack";

const ACCOUNT = "111122223333";
const { permissions, arn } = synthesisedStack();
const exportRole = arn("aws_iam_role.rds_snapshot_to_s3_lambda");
const copierRole = arn("aws_iam_role.s3_to_s3_copier_lambda");
const serviceRole = arn("aws_iam_role.rds_snapshot_export_service");
const exportQueue = arn("aws_sqs_queue.rds_snapshot_to_s3");
const exportQueueKey = arn("aws_kms_key.rds_snapshot_to_s3_kms_key");
const copierQueue = arn("aws_sqs_queue.s3_to_s3_copier");
const topic = arn("aws_sns_topic.rds_snapshot_to_s3");
const exportBucket = arn("aws_s3_bucket.rds_export_storage_bucket");
const exportKey = arn("aws_kms_key.rds_export_storage_key");
const snapshot = `arn:aws:rds:eu-west-2:${ACCOUNT}:snapshot:rds:housing-2026-11-21`;

const ask = (
  principal: string,
  action: string,
  resource: string,
  more: Partial<AccessRequest> = {},
): AccessRequest => ({
  principal,
  principalAccountId: principal.includes(ZONE_ACCOUNT) ? ZONE_ACCOUNT : ACCOUNT,
  action,
  resource,
  resourceAccountId:
    resource.includes(ZONE_ACCOUNT) || resource.startsWith(ZONE_BUCKET) ? ZONE_ACCOUNT : ACCOUNT,
  context: {},
  purpose: "test",
  ...more,
});

const LANDED = `${ZONE_BUCKET}/housing/housing_repairs/repairs.trade/import_year=2026/part-0.gz.parquet`;
const EXPORTED = `${exportBucket}/rds-housing-2026-11-21/housing_repairs/repairs.trade/1/part-0.gz.parquet`;
const ofAccount = { context: { "aws:SourceAccount": ACCOUNT } };

describe("what the deployed policies allow", () => {
  test.each([
    [
      "the copier reads an export",
      ask(copierRole, "s3:GetObject", EXPORTED),
      ["aws_iam_policy.s3_to_s3_copier_lambda ReadExport"],
    ],
    [
      "the copier writes into the zone",
      ask(copierRole, "s3:PutObject", LANDED),
      ["aws_iam_policy.s3_to_s3_copier_lambda WriteZone", `bucket policy of ${ZONE_BUCKET} CopierWrites`],
    ],
    [
      "the copier encrypts in the zone",
      ask(copierRole, "kms:GenerateDataKey", ZONE_KEY),
      ["aws_iam_policy.s3_to_s3_copier_lambda EncryptZone", `key policy of ${ZONE_KEY} CopierEncrypts`],
    ],
    [
      "the copier lists what it landed",
      ask(copierRole, "s3:ListBucket", ZONE_BUCKET, { context: { "s3:prefix": "housing/a/" } }),
      ["aws_iam_policy.s3_to_s3_copier_lambda ListZone", `bucket policy of ${ZONE_BUCKET} CopierLists`],
    ],
    [
      "the topic delivers",
      ask("sns.amazonaws.com", "sqs:SendMessage", exportQueue, { context: { "aws:SourceArn": topic } }),
      [expect.stringContaining("aws_sqs_queue_policy.rds_snapshot_to_s3")],
    ],
    [
      "RDS publishes",
      ask("events.rds.amazonaws.com", "sns:Publish", topic, {
        context: {
          "aws:SourceAccount": ACCOUNT,
          "aws:SourceArn": `arn:aws:rds:eu-west-2:${ACCOUNT}:db:housing`,
        },
      }),
      ["aws_sns_topic_policy.rds_snapshot_to_s3 SnapshotEvents"],
    ],
    [
      "RDS uses the topic's key",
      ask("events.rds.amazonaws.com", "kms:GenerateDataKey", exportQueueKey, ofAccount),
      ["aws_kms_key.rds_snapshot_to_s3_kms_key SnapshotEvents"],
    ],
    [
      "Lambda assumes the function's role",
      ask("lambda.amazonaws.com", "sts:AssumeRole", copierRole),
      ["aws_iam_role.s3_to_s3_copier_lambda Assume"],
    ],
    [
      "the export function passes the export service's role to RDS",
      ask(exportRole, "iam:PassRole", serviceRole, {
        context: { "iam:PassedToService": "export.rds.amazonaws.com" },
      }),
      ["aws_iam_policy.rds_snapshot_to_s3_lambda PassExportServiceRole"],
    ],
    [
      "the export function lets RDS use the key",
      ask(exportRole, "kms:CreateGrant", exportKey, { context: { "kms:GrantIsForAWSResource": "true" } }),
      [
        "aws_iam_policy.rds_snapshot_to_s3_lambda LetRdsUseExportKey",
        "aws_kms_key.rds_export_storage_key Account",
      ],
    ],
    [
      "snapshots are listed",
      ask(exportRole, "rds:DescribeDBSnapshots", `arn:aws:rds:eu-west-2:${ACCOUNT}:snapshot:*`),
      ["aws_iam_policy.rds_snapshot_to_s3_lambda FindSnapshots"],
    ],
    [
      "export tasks are listed",
      ask(exportRole, "rds:DescribeExportTasks", "*"),
      ["aws_iam_policy.rds_snapshot_to_s3_lambda FindExportTasks"],
    ],
    [
      "an export is started",
      ask(exportRole, "rds:StartExportTask", snapshot),
      ["aws_iam_policy.rds_snapshot_to_s3_lambda StartExport"],
    ],
    [
      "the person looks into the zone",
      ask(YOU, "s3:GetObject", LANDED),
      [`AdministratorAccess of ${YOU} Everything`, `bucket policy of ${ZONE_BUCKET} PersonReads`],
    ],
    [
      "the zone's owner deletes there",
      ask(owners.zone.owner, "s3:DeleteObject", LANDED),
      [`AdministratorAccess of ${owners.zone.owner} Everything`],
    ],
  ])("%s", async (_words, request, by) => {
    const decision = await permissions.authority.decide(request);
    expect(decision).toMatchObject({ kind: "allowed" });
    if (decision.kind === "allowed")
      expect(decision.by.map(({ policy, statement }) => `${policy} ${statement}`)).toEqual(by);
  });
});

describe("what they do not allow", () => {
  test.each([
    ["the copier reads what landed", ask(copierRole, "s3:GetObject", LANDED), "identity-based"],
    ["the copier deletes what landed", ask(copierRole, "s3:DeleteObject", LANDED), "identity-based"],
    [
      "the copier writes beside its own",
      ask(copierRole, "s3:PutObject", `${ZONE_BUCKET}/finance/x`),
      "identity-based",
    ],
    [
      "the copier lists beside its own",
      ask(copierRole, "s3:ListBucket", ZONE_BUCKET, { context: { "s3:prefix": "finance/" } }),
      "identity-based",
    ],
    ["the copier lists all", ask(copierRole, "s3:ListBucket", ZONE_BUCKET), "identity-based"],
    [
      "another topic delivers",
      ask("sns.amazonaws.com", "sqs:SendMessage", exportQueue, {
        context: { "aws:SourceArn": `${topic}-2` },
      }),
      "resource-based",
    ],
    [
      "the role is passed to another service",
      ask(exportRole, "iam:PassRole", serviceRole, {
        context: { "iam:PassedToService": "ec2.amazonaws.com" },
      }),
      "identity-based",
    ],
    [
      "the administrator assumes a role that is not there",
      ask(YOU, "sts:AssumeRole", `${copierRole}-2`),
      "role trust",
    ],
    ["EC2 assumes the role", ask("ec2.amazonaws.com", "sts:AssumeRole", copierRole), "role trust"],
    [
      "a stranger of the account",
      ask(`arn:aws:iam::${ACCOUNT}:role/other`, "sqs:SendMessage", copierQueue),
      "identity-based",
    ],
    ["the person writes into the zone", ask(YOU, "s3:PutObject", LANDED), "resource-based"],
    [
      "a key without a policy",
      ask(YOU, "kms:Decrypt", `arn:aws:kms:eu-west-2:${ACCOUNT}:key/other`),
      "resource-based",
    ],
  ])("%s", async (_words, request, kind) => {
    const decision = await permissions.authority.decide(request);
    expect(decision).toMatchObject({
      kind: "denied",
      because:
        `User: ${request.principal} is not authorized to perform: ${request.action} on resource: ${request.resource} ` +
        `because no ${kind} policy allows the ${request.action} action`,
    });
  });

  test("anything in a bucket without TLS, by the bucket's Deny", async () => {
    const request = ask(copierRole, "s3:GetObject", EXPORTED, {
      context: { "aws:SecureTransport": "false" },
      session: "copier-1",
    });
    expect(await permissions.authority.decide(request)).toMatchObject({
      kind: "denied",
      by: {
        policy: "aws_s3_bucket_policy.rds_export_storage_bucket_policy",
        statement: "AllowSSLRequestsOnly",
      },
      because:
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/local-dev-s3-to-s3-copier-lambda/copier-1 is not authorized to ` +
        `perform: s3:GetObject on resource: ${EXPORTED} with an explicit deny in a resource-based policy`,
    });
  });
});
