import { AwsCallError } from "../../shared/aws-failure";
import type { ExportTask } from "../../shared/export-task";
import type { Outcome } from "../../shared/outcome";
import type { ExportDependencies } from "../dependencies";
import type { Judged } from "./decide-reconciliation";
import { isOneOfTheLast, left, type Look } from "./tell-of";

/**
 * Tells the copier again of complete exports that have not landed, or whose workflow may not have been started: once per
 * look of the schedule, so that a landing that takes long is not asked for over and over. By the last looks it is told of what
 * is still under way, too: nobody would see that the message about it was lost. What is sent for nothing does no harm:
 * the copier finds the manifest.
 */
export async function copyAgain(
  judged: readonly Judged[],
  look: Look,
  { copier, bucket }: ExportDependencies,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const each of judged) {
    const { snapshot } = each;
    const asked = toSeeTo(each, look);
    if (asked === undefined || !look.hasTime()) continue;
    const { task, reason, decision } = asked;
    try {
      const delaySeconds = await copier.tell({
        ExportTaskIdentifier: task.id,
        ExportBucket: bucket,
        DBInstanceIdentifier: snapshot.instance,
      });
      outcomes.push({
        kind: "done",
        subject: { snapshot: snapshot.arn, exportTask: task.id },
        decision,
        reason,
        nextStep: `the copier looks at the task in ${delaySeconds} s`,
        ...(decision !== "in-progress" && { metrics: { snapshotRepaired: 1 } }),
      });
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      outcomes.push(left(snapshot, "left", `${reason}, and the copier cannot be told: ${error.message}`));
    }
  }
  return outcomes;
}

interface ToSeeTo {
  readonly decision: "copy-again" | "finish" | "in-progress";
  readonly reason: string;
  readonly task: ExportTask;
}

function toSeeTo({ snapshot, state }: Judged, look: Look): ToSeeTo | undefined {
  if (state.kind !== "copy-again" && state.kind !== "finish" && state.kind !== "in-progress")
    return undefined;
  const { kind: decision, reason, task } = state;
  const isAsked = decision !== "in-progress" || isOneOfTheLast(snapshot, look);
  return isAsked && task !== undefined ? { decision, reason, task } : undefined;
}
