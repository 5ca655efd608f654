import type { Need } from "../../permissions/types";
import { fullKeyArn, isDecidedByPolicies, keyNeed } from "./key-needs";
import { need } from "./need";
import { named, requestTags, tagTarget, type RdsFacts } from "./rds-request";

/** The service whose requests pass a role to RDS's exports (USER_ExportSnapshot). */
export const EXPORT_SERVICE = "export.rds.amazonaws.com";

const table: Readonly<Record<string, (facts: RdsFacts) => readonly Need[]>> = {
  DescribeDBInstances: ({ given, arns }) => [
    need("rds:DescribeDBInstances", named(given, "DBInstanceIdentifier", arns, "db"), "looks up instances"),
  ],
  DescribeDBSnapshots: describeSnapshots,
  DescribeDBSnapshotAttributes: ({ given, arns }) => [
    need(
      "rds:DescribeDBSnapshotAttributes",
      named(given, "DBSnapshotIdentifier", arns, "snapshot"),
      "asks with whom the snapshot is shared",
    ),
  ],
  CreateDBSnapshot: createSnapshot,
  DeleteDBSnapshot: ({ given, arns }) => [
    need(
      "rds:DeleteDBSnapshot",
      named(given, "DBSnapshotIdentifier", arns, "snapshot"),
      "deletes the snapshot",
    ),
  ],
  StartExportTask: startExport,
  DescribeExportTasks: describeExportTasks,
  CancelExportTask: (facts) => [
    need("rds:CancelExportTask", "*", "cancels the export", { accountId: facts.arns.accountId }),
  ],
  CreateEventSubscription: (facts) => {
    const subscription = named(facts.given, "SubscriptionName", facts.arns, "es");
    return tagged("rds:CreateEventSubscription", [subscription], "subscribes to events", facts);
  },
  DescribeEventSubscriptions: ({ given, arns }) => [
    need(
      "rds:DescribeEventSubscriptions",
      named(given, "SubscriptionName", arns, "es"),
      "looks up subscriptions to events",
    ),
  ],
  DeleteEventSubscription: ({ given, arns }) => [
    need(
      "rds:DeleteEventSubscription",
      named(given, "SubscriptionName", arns, "es"),
      "ends the subscription",
    ),
  ],
  AddTagsToResource: (facts) => [
    need("rds:AddTagsToResource", tagTarget(facts), "tags the resource", {
      accountId: facts.arns.accountId,
      context: requestTags(facts.given),
    }),
  ],
  RemoveTagsFromResource: (facts) => [
    need("rds:RemoveTagsFromResource", tagTarget(facts), "takes tags away", {
      accountId: facts.arns.accountId,
      context: { "aws:TagKeys": facts.given.list("TagKeys") },
    }),
  ],
  ListTagsForResource: (facts) => [
    need("rds:ListTagsForResource", tagTarget(facts), "reads the tags", { accountId: facts.arns.accountId }),
  ],
};

/** What a call of RDS needs; an operation that is not in the table needs the action of its name, on everything. */
export function rdsNeeds(operation: string, facts: RdsFacts): readonly Need[] {
  const inTable = Object.hasOwn(table, operation) ? table[operation] : undefined;
  return inTable?.(facts) ?? [need(`rds:${operation}`, "*", operation, { accountId: facts.arns.accountId })];
}

/** By instance, by snapshot or by both: each that is named is decided; all snapshots when none is. */
function describeSnapshots({ given, arns }: RdsFacts): readonly Need[] {
  const instance = given.optional("DBInstanceIdentifier");
  const snapshot = given.optional("DBSnapshotIdentifier");
  const resources = [
    ...(instance === undefined ? [] : [named(given, "DBInstanceIdentifier", arns, "db")]),
    ...(snapshot === undefined && instance !== undefined
      ? []
      : [named(given, "DBSnapshotIdentifier", arns, "snapshot")]),
  ];
  return resources.map((resource) => need("rds:DescribeDBSnapshots", resource, "looks up snapshots"));
}

function createSnapshot(facts: RdsFacts): readonly Need[] {
  const { given, arns } = facts;
  const instance = named(given, "DBInstanceIdentifier", arns, "db");
  const snapshot = named(given, "DBSnapshotIdentifier", arns, "snapshot");
  return tagged("rds:CreateDBSnapshot", [instance, snapshot], "takes the snapshot", facts);
}

/**
 * The caller passes the role to RDS, and lets RDS use the key by a grant (API_StartExportTask, USER_ExportSnapshot).
 * Which operations the grant allows is not documented, so kms:GrantOperations is not there to be asked for.
 */
function startExport({ given, arns, callerAccountId }: RdsFacts): readonly Need[] {
  const role = given.optional("IamRoleArn");
  const key = given.optional("KmsKeyId");
  const source = given.optional("SourceArn") ?? "*";
  const { accountId, region } = arns;
  const use = { service: "rds", region, callerAccountId };
  const theKey = key === undefined ? undefined : fullKeyArn(key, region, accountId);
  return [
    need("rds:StartExportTask", source, "exports the snapshot", { accountId }),
    ...(role === undefined
      ? []
      : [
          need("iam:PassRole", role, "hands the role to RDS's export service", {
            accountId,
            context: { "iam:PassedToService": EXPORT_SERVICE },
          }),
        ]),
    ...(theKey === undefined || !isDecidedByPolicies(theKey, callerAccountId)
      ? []
      : [
          keyNeed("kms:DescribeKey", theKey, use, "finds the key of the export"),
          keyNeed("kms:CreateGrant", theKey, use, "lets RDS use the key of the export", {
            "kms:GrantIsForAWSResource": "true",
          }),
        ]),
  ];
}

/**
 * The resources of this action are what is exported (list_amazonrds). The reference does not say what decides a call
 * that names no source; everything is asked for then, which only a statement on everything allows.
 */
function describeExportTasks({ given, arns }: RdsFacts): readonly Need[] {
  const source = given.optional("SourceArn") ?? "*";
  return [need("rds:DescribeExportTasks", source, "looks up exports", { accountId: arns.accountId })];
}

/** A creation, and the tagging of what is created last. */
function tagged(
  action: string,
  resources: readonly string[],
  purpose: string,
  { given }: RdsFacts,
): readonly Need[] {
  const context = requestTags(given);
  const created = resources.at(-1);
  return [
    ...resources.map((resource) => need(action, resource, purpose, { context })),
    ...(created === undefined || Object.keys(context).length === 0
      ? []
      : [need("rds:AddTagsToResource", created, "tags what is made", { context })]),
  ];
}
