import type { ExplainedChange } from "./judge-plan";
import { pipelineCreations } from "./explained-creations";
import { pipelineUpdates } from "./explained-updates";
import { PIPELINE } from "./pipeline-call";

/** Every change that the module `db-snapshot-to-s3` makes when it takes over. */
export const pipelineChanges: readonly ExplainedChange[] = [
  {
    in: PIPELINE,
    address: "aws_iam_policy_attachment.sns_cloudwatch_policy_attachment",
    action: "forget",
    arguments: [],
    why: "It attaches exclusively, and destroying it would detach the policy from everybody. Terraform drops it from the state and does nothing in AWS: the policy stays attached.",
  },
  ...pipelineCreations,
  ...pipelineUpdates,
];
