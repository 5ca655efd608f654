import { ageWords } from "../status/amounts";
import { columns } from "../status/columns";
import type { CleanOutcome } from "./carry-out";
import type { SnapshotPlan } from "./plan-clean";

/** What is meant, and what is to become of it. */
export function planLines(
  database: string,
  accountId: string,
  plan: readonly SnapshotPlan[],
  now: Date,
): readonly string[] {
  const whose = `${database} in account ${accountId}`;
  if (plan.length === 0) return [`There is no manual snapshot of ${whose}`];
  return [`Manual snapshots of ${whose}:`, ...columns(plan.map((entry) => planRow(entry, now)))];
}

function planRow(entry: SnapshotPlan, now: Date): readonly string[] {
  const { identifier, status, gigabytes, createdAt } = entry.snapshot;
  const age = createdAt === undefined ? "" : `, ${ageWords(createdAt, now)} old`;
  return [`  ${identifier}`, `${status}, of a database of ${gigabytes} GB${age}`, intention(entry)];
}

function intention(entry: SnapshotPlan): string {
  switch (entry.kind) {
    case "going":
      return "is being deleted already";
    case "keep":
      return `stays: ${entry.why}`;
    case "delete":
      return entry.cancel.length === 0
        ? "to be deleted"
        : `to be deleted, after export ${entry.cancel.map(({ identifier }) => identifier).join(", ")} is cancelled`;
  }
}

export function outcomeLines({ gone, stays }: CleanOutcome): readonly string[] {
  return [
    ...(gone.length === 0 ? [] : [`Gone: ${gone.join(", ")}`]),
    ...stays.map(({ identifier, why }) => `Stays: ${identifier}: ${why}`),
  ];
}
