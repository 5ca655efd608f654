import { DescribeDBInstancesCommand, ListTagsForResourceCommand } from "@aws-sdk/client-rds";
import { actionCounts, resourceCounts } from "../terraform-counts";
import type { ApiDeviation } from "../terraform-examples/api-deviations";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { withoutForgottenPolicies } from "./forgotten-policies";
import { judgeAfterApply, judgeChange } from "./judge-plans";
import type { Stage } from "./life";
import { useValues, type SandboxRoot } from "./sandbox-root";

const TAGS = { Application: "sandbox of the pipeline", Team: "another" };

/**
 * Applies another tag, which goes to what is there already and replaces nothing.
 * @returns what is wrong, a line each
 */
export async function changeTags(
  stage: Stage,
  root: SandboxRoot,
  database: string,
  deviations: readonly ApiDeviation[],
): Promise<readonly string[]> {
  const { terraform, clients } = root;
  useValues(root, { tags: TAGS });
  const plan = await stage.step("plan, a tag changed", terraform.plan(), ({ changes }) =>
    actionCounts(changes),
  );
  await stage.step("apply it", terraform.apply(plan), resourceCounts);
  const next = await stage.step("plan after it", terraform.plan(), ({ changes }) => actionCounts(changes));
  const changes = withoutForgottenPolicies(next.changes);
  const team = await teamOf(clients, database);
  return [
    ...judgeChange(plan.changes),
    ...judgeAfterApply("the plan after it", { ...next, changes }, deviations),
    ...(changes.length < next.changes.length
      ? []
      : ["the API keeps a queue's policy by now: expect no other plan after the tag is changed"]),
    ...(team === TAGS.Team
      ? []
      : [`expected the database's tag Team to be ${TAGS.Team}, got ${team ?? "none"}`]),
  ];
}

async function teamOf({ rds }: AwsClients, database: string): Promise<string | undefined> {
  const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: database }));
  const { TagList } = await rds.send(
    new ListTagsForResourceCommand({ ResourceName: DBInstances?.[0]?.DBInstanceArn }),
  );
  return TagList?.find(({ Key }) => Key === "Team")?.Value;
}
