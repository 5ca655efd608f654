import { reasonFor } from "../../../local/permissions/check-unused-grants";
import type { StatementUse } from "../../../local/permissions/statement-use";
import { UNUSED_GRANTS } from "../../../local/permissions/unused-grants";
import { markdownTable } from "../docs/markdown-table";
import { grantsSection } from "./grants-section";
import { code, mergeActions, why } from "./page-rows";
import { PATHS, SMALL_RUN } from "./paths";

/** What the page tells of. */
export interface PageFacts {
  /** Of the stack's own policies. */
  readonly uses: readonly StatementUse[];
  readonly readable: (text: string) => string;
}

/** @returns docs/permissions.md, as prettier would leave it */
export function permissionsPage({ uses, readable }: PageFacts): string {
  const ofRoles = uses.filter(({ attachedTo }) => attachedTo === undefined);
  const order = Object.keys(ROLES);
  const roles = [...new Set(ofRoles.map(({ principal }) => principal))].sort(
    (one, other) => order.indexOf(readable(one)) - order.indexOf(readable(other)),
  );
  const sections = [
    INTRODUCTION,
    ...roles.map((role) => roleSection(role, ofRoles, readable)),
    servicesSection(
      uses.filter(({ attachedTo }) => attachedTo !== undefined),
      readable,
    ),
    grantsSection(),
    unusedSection(uses, readable),
  ];
  return `${sections.join("\n\n")}\n`;
}

const INTRODUCTION = `# Permissions

Who may do what on what, why, and which call needs it. \`npm run docs:permissions\` writes this page: it runs the pipeline
locally, where the policies that are deployed decide every call, and records which statement allowed which. With
\`-- --check\` it fails where the page is not current, where a policy allows something that no run uses and that
[the list of exceptions](../local/permissions/unused-grants.ts) does not know, and where a run is denied something.

Resources of the stack stand by their Terraform address; \`<…>\` is a setting, or the account and region of the databases.

The runs:

${PATHS.map(({ name, args }) => `- ${name}: \`npm start -- ${[...SMALL_RUN, ...args].join(" ")}\``).join("\n")}`;

function roleSection(
  role: string,
  uses: readonly StatementUse[],
  readable: (text: string) => string,
): string {
  const rows = mergeActions(
    uses
      .filter(({ principal }) => principal === role)
      .map((use) => [code(use.action), code(readable(use.resource)), use.statement, ...why(use)]),
  );
  const table = markdownTable(["action", "on", "statement", "why", "calls"], rows);
  return `## \`${readable(role)}\`\n\n${ROLES[readable(role)] ?? ""}\n\n${table}`;
}

/** What each role of the stack is, in the order in which the data takes. */
const ROLES: Readonly<Record<string, string>> = {
  "aws_iam_role.snapshot_reconciliation":
    "EventBridge Scheduler sends the looks of reconciliation as this role: `<identifier_prefix>-snapshot-reconciliation`.",
  "aws_iam_role.rds_snapshot_to_s3_lambda":
    "The export function's: `<identifier_prefix>-rds-snapshot-to-s3-lambda`.",
  "aws_iam_role.s3_to_s3_copier_lambda":
    "The copier function's: `<identifier_prefix>-s3-to-s3-copier-lambda`.",
  "aws_iam_role.rds_snapshot_export_service":
    "RDS writes the export as this role: `<identifier_prefix>-rds-snapshot-export-service`.",
  "aws_iam_role.sns_cloudwatch_logging":
    "SNS writes a line per delivery as this role: `<identifier_prefix>-sns-cloudwatch-logging`.",
};

function servicesSection(uses: readonly StatementUse[], readable: (text: string) => string): string {
  const rows = mergeActions(
    uses.map((use) => [
      code(use.action),
      code(readable(use.principal)),
      code(readable(use.attachedTo ?? "")),
      use.statement,
      ...why(use),
    ]),
  );
  return [
    "## What the policies of queues, topics, keys and roles allow",
    "To AWS's services, and to this account: a key's statement `Account` leaves its use to the policies of the account's roles.",
    markdownTable(["action", "who", "on", "statement", "why", "calls"], rows),
  ].join("\n\n");
}

function unusedSection(uses: readonly StatementUse[], readable: (text: string) => string): string {
  const rows = mergeActions(
    uses
      .filter(({ times }) => times === 0)
      .map((use) => [
        code(use.action),
        code(readable(use.resource)),
        code(use.policy),
        use.statement,
        reasonFor(use, UNUSED_GRANTS) ?? "",
      ]),
  );
  return [
    "## Granted, and used by no run",
    markdownTable(["action", "on", "policy", "statement", "why it is there"], rows),
  ].join("\n\n");
}
