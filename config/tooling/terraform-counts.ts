import type { ResourceChange } from "./terraform-plan-json";

/** `11 create, 27 update`; words for an empty plan. */
export function actionCounts(changes: readonly ResourceChange[]): string {
  const actions = [...new Set(changes.map(({ action }) => action))].toSorted();
  const counts = actions.map((one) => `${changes.filter(({ action }) => action === one).length} ${one}`);
  return counts.length === 0 ? "no changes" : counts.join(", ");
}

/** `62 added, 0 changed, 0 destroyed`, in Terraform's words. */
export function resourceCounts(printed: string): string {
  return /Resources: (.*)\./.exec(printed)?.[1] ?? "";
}
