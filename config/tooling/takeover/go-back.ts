import { apiDeviations } from "../terraform-examples/api-deviations";
import { judgeSecondPlan } from "../terraform-examples/second-plan";
import { withoutNoise } from "./api-noise";
import { judgeChangeOfModules, judgeLogGroups } from "./judge-observation";
import { observe, type Observation } from "./observation";
import { LAMBDAS_OWN_LOG_GROUPS } from "./running-pipeline";
import { actionCounts } from "../terraform-counts";
import { applyPlan, planWith, timed, type Stage } from "./stage";
import type { RunningReference } from "./start-reference";
import type { Found } from "./take-over";

/** Of the role that SNS writes its log with: the address of the attachment that ours has in place of the exclusive one. */
const ATTACHMENT = "aws_iam_role_policy_attachment.sns_cloudwatch_policy_attachment";

/** What the upgrade guide has people write into their root before they go back. */
export const GOING_BACK_LINES = `# Forgotten, not destroyed: destroying it would detach the policy that the exclusive attachment attaches.
removed {
  from = module.db_snapshot_to_s3.${ATTACHMENT}

  lifecycle {
    destroy = false
  }
}
`;

/** Kinds of resources that only our modules have, and that going back deletes. */
const OURS_ALONE =
  /\.(?:(?:aws_cloudwatch_(?:metric_alarm|log_group|event_rule|event_target)|aws_scheduler_schedule(?:_group)?|aws_sns_topic_policy|terraform_data)\.\w+(?:\[0\])?|aws_iam_(?:role|policy|role_policy_attachment)\.snapshot_reconciliation)$/;

/** Puts the replaced modules back, as the upgrade guide says. */
export async function goBack(stage: Stage, before: Observation, { noise }: RunningReference): Promise<Found> {
  stage.root.startGoingBack(GOING_BACK_LINES);
  const plan = await planWith(stage, "reference", ({ changes }) =>
    actionCounts(withoutNoise(changes, noise)),
  );
  const gone = plan.changes.filter(({ action }) => action === "delete" || action === "replace");
  const problems = gone
    .filter(({ address, action }) => action === "replace" || !OURS_ALONE.test(address))
    .map(({ address, action }) => `going back would ${action} ${address}`);
  await applyPlan(stage, plan);
  const observation = await observe(stage.clients);
  const second = await timed(
    stage,
    "second plan",
    stage.terraform.plan(),
    ({ changes }) => `${changes.length} updates, held to what the local AWS API is known to answer wrongly`,
  );
  const { unexplained } = judgeSecondPlan(
    { ...second, changes: withoutNoise(second.changes, noise) },
    apiDeviations,
  );
  stage.root.endGoingBack();
  return {
    observation,
    problems: [
      ...problems,
      ...judgeChangeOfModules(before, observation),
      ...judgeLogGroups(LAMBDAS_OWN_LOG_GROUPS, before, observation),
      ...unexplained.map((line) => `after going back there is still something to do: ${line}`),
    ],
  };
}
