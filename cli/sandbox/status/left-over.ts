import { valuesOf } from "./found";
import type { SandboxFacts } from "./facts";
import type { LeftOver } from "./report";

/** What stays when the sandbox is destroyed, or has stayed. */
export function leftOver({ snapshots, database, exported, keysPendingDeletion }: SandboxFacts): LeftOver {
  return {
    snapshots: valuesOf(snapshots)
      .filter(({ type }) => type === "manual")
      .map(({ identifier, status, gigabytes, createdAt }) => ({
        identifier,
        status,
        gigabytes,
        createdAt: createdAt?.toISOString() ?? null,
        databaseIsThere: database.found.kind === "there",
      })),
    exported: exported.kind === "there" && exported.value.objects > 0 ? exported.value : null,
    keysPendingDeletion: valuesOf(keysPendingDeletion).map(({ arn, description, deletedAt }) => ({
      arn,
      description,
      deletedAt: deletedAt?.toISOString() ?? null,
    })),
  };
}
