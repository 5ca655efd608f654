import { isDeepStrictEqual } from "node:util";
import { parseCopierRequest } from "../../../functions/copier/event";
import { parseExportMessage } from "../../../functions/export/event";
import { resourcesInAccount } from "../terraform-examples/leftovers";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { withoutNoise } from "./api-noise";
import { destroyed } from "./judge-plan";
import { MESSAGES_IN_FLIGHT } from "./messages-in-flight";
import { LAMBDAS_OWN_LOG_GROUPS, waitingMessages } from "./running-pipeline";
import { actionCounts, resourceCounts } from "../terraform-counts";
import { applyPlan, planWith, timed, type Stage } from "./stage";
import type { RunningReference } from "./start-reference";

/** Takes over once more, looks at the messages, and destroys everything. @returns what is wrong, a line each */
export async function leaveNothing(
  stage: Stage,
  zone: AwsClients,
  { noise }: RunningReference,
): Promise<readonly string[]> {
  const plan = await planWith(stage, "ours", ({ changes }) => actionCounts(withoutNoise(changes, noise)));
  await applyPlan(stage, plan);
  const messages = await judgeMessages(stage.clients);
  await timed(stage, "destroy", stage.terraform.destroy(), resourceCounts);
  const left = [...(await resourcesInAccount(stage.clients)), ...(await resourcesInAccount(zone))];
  const known = LAMBDAS_OWN_LOG_GROUPS.map((name) => `aws_cloudwatch_log_group ${name}`);
  return [
    ...destroyed(plan.changes).map((line) => `the second takeover's plan would ${line}`),
    ...messages,
    ...left.filter((line) => !known.includes(line)).map((line) => `the destroy has left ${line}`),
    ...known
      .filter((line) => !left.includes(line))
      .map((line) => `gone, though Terraform never had it: ${line}`),
  ];
}

/** Every message is there as the replaced functions wrote it, and our functions understand it. */
async function judgeMessages(clients: AwsClients): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [queue, sent] of Object.entries(MESSAGES_IN_FLIGHT)) {
    const waiting = await waitingMessages(clients, queue, sent.length);
    if (!isDeepStrictEqual(waiting, [...sent].toSorted()))
      problems.push(`${queue}: expected ${sent.length} messages as they were sent, got ${waiting.length}`);
    const read = queue.endsWith("-copier") ? parseCopierRequest : parseExportMessage;
    problems.push(
      ...waiting
        .filter((body) => read(body).kind === "unreadable")
        .map((body) => `${queue}: not understood: ${body}`),
    );
  }
  return problems;
}
