import { AwsCallError } from "../../shared/aws-failure";
import type { Outcome } from "../../shared/outcome";
import type { ExportDependencies } from "../dependencies";
import type { Judged } from "./decide-reconciliation";
import { left, type Look } from "./tell-of";

/**
 * Tells the copier again of complete exports that have not landed, or whose workflow may not have been started: once per look of the schedule, so that a landing that
 * takes long is not asked for over and over. What is sent for nothing does no harm: the copier finds the manifest.
 */
export async function copyAgain(
  judged: readonly Judged[],
  { hasTime }: Look,
  { copier, bucket }: ExportDependencies,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { snapshot, state } of judged) {
    if ((state.kind !== "copy-again" && state.kind !== "finish") || !hasTime()) continue;
    const { arn, instance } = snapshot;
    try {
      const delaySeconds = await copier.tell({
        ExportTaskIdentifier: state.task.id,
        ExportBucket: bucket,
        DBInstanceIdentifier: instance,
      });
      outcomes.push({
        kind: "done",
        subject: { snapshot: arn, exportTask: state.task.id },
        decision: state.kind,
        reason: state.reason,
        nextStep: `the copier looks at the task in ${delaySeconds} s`,
        metrics: { snapshotRepaired: 1 },
      });
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      outcomes.push(
        left(snapshot, "left", `${state.reason}, and the copier cannot be told: ${error.message}`),
      );
    }
  }
  return outcomes;
}
