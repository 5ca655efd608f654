import type { Statement } from "../../support/synth";
import { OPTIONAL, optional, pipeline } from "../support/pipeline";

const view = pipeline();
const withWorkflows = pipeline({ ...optional(), multipartCopies: false, lambdaTracingMode: "Active" });
const inParts = pipeline({ multipartCopies: true });

const ACCOUNT = "111111111111";
const arnOf = (address: string): string => view.attribute(address, "arn");
const exportQueue = arnOf("aws_sqs_queue.rds_snapshot_to_s3");
const exportDeadLetters = arnOf("aws_sqs_queue.rds_snapshot_to_s3_deadletter");
const exportQueueKey = arnOf("aws_kms_key.rds_snapshot_to_s3_kms_key");
const copierQueue = arnOf("aws_sqs_queue.s3_to_s3_copier");
const copierDeadLetters = arnOf("aws_sqs_queue.s3_to_s3_copier_deadletter");
const copierQueueKey = arnOf("aws_kms_key.s3_to_s3_copier_kms_key");
const topic = arnOf("aws_sns_topic.rds_snapshot_to_s3");
const rule = arnOf("aws_cloudwatch_event_rule.s3_to_s3_copier");
const scheduleGroup = `arn:aws:scheduler:eu-west-2:${ACCOUNT}:schedule-group/dataplatform-stg-snapshot-reconciliation`;
const rds = `arn:aws:rds:eu-west-2:${ACCOUNT}`;

/** One line per action and resource, conditions behind it: what the policy amounts to, however it is cut up. */
function grants(statements: readonly Statement[]): readonly string[] {
  return statements
    .flatMap(({ effect, actions, resources, principals, conditions }) =>
      actions.flatMap((action) =>
        (resources.length > 0 ? resources : [""]).map((resource) =>
          [effect, ...principals, action, resource, ...conditions].filter((part) => part !== "").join(" | "),
        ),
      ),
    )
    .toSorted();
}

/** The same, written down: `Allow` is left out. */
const allowed = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `Allow | ${line}`).toSorted();

const tasks = ["rds:DescribeExportTasks | *"];
const ownQueue = (queue: string, deadLetters: string, key: string): readonly string[] => [
  ...["ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "GetQueueUrl", "SendMessage"].map(
    (action) => `sqs:${action} | ${queue}`,
  ),
  `sqs:GetQueueUrl | ${deadLetters}`,
  `sqs:SendMessage | ${deadLetters}`,
  `kms:Decrypt | ${key}`,
  `kms:GenerateDataKey | ${key}`,
];
const logsAndTraces = (name: string): readonly string[] => {
  const group = `arn:aws:logs:eu-west-2:${ACCOUNT}:log-group:/db-snapshot-to-s3/DataPlatform-stg-${name}:*`;
  return [
    `logs:CreateLogStream | ${group}`,
    `logs:PutLogEvents | ${group}`,
    "xray:PutTelemetryRecords | *",
    "xray:PutTraceSegments | *",
  ];
};
const exportFunction = [
  ...ownQueue(exportQueue, exportDeadLetters, exportQueueKey),
  ...logsAndTraces("rds-snapshot-to-s3"),
  ...tasks,
  `rds:DescribeDBSnapshots | ${rds}:db:*`,
  `rds:DescribeDBSnapshots | ${rds}:snapshot:*`,
  `rds:StartExportTask | ${rds}:snapshot:*`,
  `iam:PassRole | arn:aws:iam::${ACCOUNT}:role/dataplatform-stg-rds-snapshot-export-service | ` +
    "iam:PassedToService StringEquals export.rds.amazonaws.com",
  `kms:CreateGrant | arn:aws:kms:eu-west-2:${ACCOUNT}:key/exports | kms:GrantIsForAWSResource Bool true`,
  `kms:DescribeKey | arn:aws:kms:eu-west-2:${ACCOUNT}:key/exports`,
  `sqs:GetQueueUrl | ${copierQueue}`,
  `sqs:SendMessage | ${copierQueue}`,
  `kms:Decrypt | ${copierQueueKey}`,
  `kms:GenerateDataKey | ${copierQueueKey}`,
  "s3:ListBucket | arn:aws:s3:::exports",
  "s3:GetObject | arn:aws:s3:::exports/_landings/*",
  `kms:Decrypt | arn:aws:kms:eu-west-2:${ACCOUNT}:key/exports`,
];
const copierFunction = [
  ...ownQueue(copierQueue, copierDeadLetters, copierQueueKey),
  ...logsAndTraces("s3-to-s3-copier"),
  ...tasks,
  "s3:ListBucket | arn:aws:s3:::exports",
  "s3:GetObject | arn:aws:s3:::exports/*",
  "s3:PutObject | arn:aws:s3:::exports/_landings/*",
  `kms:Decrypt | arn:aws:kms:eu-west-2:${ACCOUNT}:key/exports`,
  `kms:GenerateDataKey | arn:aws:kms:eu-west-2:${ACCOUNT}:key/exports`,
  "s3:ListBucket | arn:aws:s3:::zone | s3:prefix StringLike housing/*",
  "s3:PutObject | arn:aws:s3:::zone/housing/*",
  "s3:PutObjectAcl | arn:aws:s3:::zone/housing/*",
  "s3:AbortMultipartUpload | arn:aws:s3:::zone/housing/*",
  "kms:Encrypt | arn:aws:kms:eu-west-2:222222222222:key/zone",
  "kms:GenerateDataKey | arn:aws:kms:eu-west-2:222222222222:key/zone",
];
const glue = (arn: string): readonly string[] => [
  `glue:GetWorkflowRuns | ${arn}`,
  `glue:StartWorkflowRun | ${arn}`,
];
const reconciliation = [
  `sqs:SendMessage | ${exportQueue}`,
  `kms:Decrypt | ${exportQueueKey}`,
  `kms:GenerateDataKey | ${exportQueueKey}`,
];
const exportService = [
  "s3:ListBucket | arn:aws:s3:::exports",
  "s3:GetBucketLocation | arn:aws:s3:::exports",
  "s3:PutObject* | arn:aws:s3:::exports/*",
  "s3:GetObject* | arn:aws:s3:::exports/*",
  "s3:DeleteObject* | arn:aws:s3:::exports/*",
  ...["Encrypt", "Decrypt", "GenerateDataKey", "DescribeKey"].map(
    (action) => `kms:${action} | arn:aws:kms:eu-west-2:${ACCOUNT}:key/exports`,
  ),
];

describe("roles", () => {
  it.each([
    ["the export function", view, "rds_snapshot_to_s3_lambda", exportFunction],
    ["the copier function", view, "s3_to_s3_copier_lambda", copierFunction],
    [
      "the copier function with workflows",
      withWorkflows,
      "s3_to_s3_copier_lambda",
      [...copierFunction, ...glue(OPTIONAL.workflowArn), ...glue(OPTIONAL.backdatedWorkflowArn)],
    ],
    [
      "the copier function with copies in parts",
      inParts,
      "s3_to_s3_copier_lambda",
      [...copierFunction, "kms:Decrypt | arn:aws:kms:eu-west-2:222222222222:key/zone"],
    ],
    ["the schedule", view, "snapshot_reconciliation", reconciliation],
    ["RDS's export service", view, "rds_snapshot_export_service", exportService],
  ])("%s may do this, and nothing else", (_who, stack, document, expected) => {
    expect(grants(stack.statements(document))).toEqual(allowed(expected));
  });

  it("SNS may write the topic's delivery logs, and nothing else", () => {
    const group = `arn:aws:logs:eu-west-2:${ACCOUNT}:log-group:sns/eu-west-2/${ACCOUNT}/dataplatform-stg-rds-snapshot-to-s3`;
    const resources = new Set(view.statements("sns_cloudwatch_logging").flatMap((one) => one.resources));
    expect([...resources].toSorted()).toEqual(
      [group, `${group}:*`, `${group}/Failure`, `${group}/Failure:*`].toSorted(),
    );
    expect(view.statements("sns_cloudwatch_logging").flatMap(({ actions }) => actions)).toEqual([
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "logs:PutMetricFilter",
      "logs:PutRetentionPolicy",
    ]);
  });

  it("starts only the workflow that is set", () => {
    const { workflowName, workflowArn } = OPTIONAL;
    const one = pipeline({ workflowName, workflowArn });
    const started = one.statements("s3_to_s3_copier_lambda").filter(({ sid }) => sid.includes("Workflow"));
    expect(started.flatMap(({ resources }) => resources)).toEqual([workflowArn]);
  });

  it("lets nobody write traces that are not taken", () => {
    const untraced = pipeline({ lambdaTracingMode: "PassThrough" });
    for (const name of ["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"])
      expect(
        untraced
          .statements(name)
          .flatMap(({ actions }) => actions)
          .join(),
      ).not.toContain("xray");
  });

  it.each([
    ["rds_snapshot_to_s3_lambda", "lambda.amazonaws.com"],
    ["s3_to_s3_copier_lambda", "lambda.amazonaws.com"],
    ["rds_snapshot_export_service", "export.rds.amazonaws.com"],
    ["sns_cloudwatch_logging", "sns.amazonaws.com"],
    [
      "snapshot_reconciliation",
      "scheduler.amazonaws.com",
      `aws:SourceAccount StringEquals ${ACCOUNT}`,
      `aws:SourceArn ArnEquals ${scheduleGroup}`,
    ],
  ])("%s is assumed by %s only, and has this policy only", (name, service, ...conditions) => {
    expect(grants(view.statements(`${name}_assume_role`))).toEqual([
      [`Allow | Service ${service} | sts:AssumeRole`, ...conditions].join(" | "),
    ]);
    expect(view.raw(`aws_iam_role.${name}`)["assume_role_policy"]).toBe(
      `\${data.aws_iam_policy_document.${name}_assume_role.json}`,
    );
    expect(view.raw(`aws_iam_policy.${name}`)["policy"]).toBe(
      `\${data.aws_iam_policy_document.${name}.json}`,
    );
    const attachments = view
      .ofType("aws_iam_role_policy_attachment")
      .map((address) => view.raw(address))
      .filter(({ role }) => role === `\${aws_iam_role.${name}.name}`);
    expect(attachments.map((attachment) => attachment["policy_arn"])).toEqual([
      `\${aws_iam_policy.${name}.arn}`,
    ]);
  });
});

describe("policies of resources", () => {
  it("only the topic sends to the export queue", () => {
    expect(grants(view.statements("rds_snapshot_to_s3"))).toEqual([
      `Allow | Service sns.amazonaws.com | sqs:SendMessage | ${exportQueue} | aws:SourceArn ArnEquals ${topic}`,
    ]);
  });

  it("only the export function and the one rule send to the copier queue", () => {
    expect(grants(view.statements("s3_copier_to_s3"))).toEqual([
      `Allow | AWS arn:aws:iam::${ACCOUNT}:role/dataplatform-stg-rds-snapshot-to-s3-lambda | sqs:SendMessage | ${copierQueue}`,
      `Allow | Service events.amazonaws.com | sqs:SendMessage | ${copierQueue} | aws:SourceArn ArnEquals ${rule}`,
    ]);
  });

  it("only RDS, of this account and region, publishes to the topic", () => {
    expect(grants(view.statements("rds_snapshot_to_s3_topic"))).toEqual([
      `Allow | Service events.rds.amazonaws.com | sns:Publish | ${topic} | aws:SourceAccount StringEquals ${ACCOUNT} | aws:SourceArn ArnLike ${rds}:*`,
    ]);
  });

  const account = `Allow | AWS arn:aws:iam::${ACCOUNT}:root | kms:* | *`;
  const service = (name: string, condition: string): readonly string[] => [
    `Allow | Service ${name} | kms:Decrypt | * | ${condition}`,
    `Allow | Service ${name} | kms:GenerateDataKey* | * | ${condition}`,
  ];
  const ofAccount = `aws:SourceAccount StringEquals ${ACCOUNT}`;

  it("the export queue's key serves RDS, SNS and Lambda for this account", () => {
    expect(grants(view.statements("rds_snapshot_to_s3_kms_key_policy"))).toEqual(
      [
        account,
        ...service("events.rds.amazonaws.com", ofAccount),
        ...service("sns.amazonaws.com", `aws:SourceArn ArnEquals ${topic}`),
        ...service("lambda.amazonaws.com", ofAccount),
      ].toSorted(),
    );
  });

  it("the copier queue's key serves EventBridge for the one rule, and Lambda for this account", () => {
    expect(grants(view.statements("s3_to_s3_copier_kms_key_policy"))).toEqual(
      [
        account,
        ...service("events.amazonaws.com", `aws:SourceArn ArnEquals ${rule}`),
        ...service("lambda.amazonaws.com", ofAccount),
      ].toSorted(),
    );
  });

  it.each([
    ["aws_kms_key.rds_snapshot_to_s3_kms_key", "rds_snapshot_to_s3_kms_key_policy"],
    ["aws_kms_key.s3_to_s3_copier_kms_key", "s3_to_s3_copier_kms_key_policy"],
    ["aws_sqs_queue_policy.rds_snapshot_to_s3", "rds_snapshot_to_s3"],
    ["aws_sqs_queue_policy.s3_copier_to_s3", "s3_copier_to_s3"],
    ["aws_sns_topic_policy.rds_snapshot_to_s3", "rds_snapshot_to_s3_topic"],
  ])("%s is %s", (address, document) => {
    expect(view.raw(address)["policy"]).toBe(`\${data.aws_iam_policy_document.${document}.json}`);
  });

  it("leaves no policy document unused", () => {
    const used = view.dataAddresses
      .filter((address) => address.startsWith("aws_iam_policy_document."))
      .filter((address) => view.text.includes(`\${data.${address}.json}`));
    expect(used).toEqual(
      view.dataAddresses.filter((address) => address.startsWith("aws_iam_policy_document.")),
    );
  });
});
