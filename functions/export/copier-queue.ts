import type { Queues } from "../shared/ports";
import { WAIT_POLICIES } from "../shared/wait-policies";
import type { Copier } from "./ports";

/** The copier's queue; its first look comes early, for a small database is exported in minutes. */
export function copierQueue(queues: Queues, queueArn: string): Copier {
  const delaySeconds = WAIT_POLICIES["export-running"].firstDelaySeconds;
  return {
    async tell(message) {
      await queues.send(queueArn, { body: JSON.stringify(message), delaySeconds });
      return delaySeconds;
    },
  };
}
