import { createHash } from "node:crypto";

/** How an export names a file that the plan has. */
export type FileNames = (planned: string) => string;

/** Characters that stand for the random part of RDS's names. */
const TAG = 8;

/**
 * RDS gives every export's files names of their own. The plan's are those of a snapshot's first export, so that a plan can
 * say which names meet; each further one puts its own word in front of them, which follows from seed and task.
 *
 * @param isFirst whether no export of that snapshot was begun before
 */
export function fileNames(seed: number, taskId: string, isFirst: boolean): FileNames {
  if (isFirst) return (planned) => planned;
  const tag = createHash("sha256").update(`${seed} ${taskId}`).digest("hex").slice(0, TAG);
  return (planned) => `${tag}-${planned}`;
}
