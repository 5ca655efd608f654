import { ageWords, bytesWords } from "./amounts";
import { columns } from "./columns";
import type { LeftKey, LeftOver, LeftSnapshot, StatusReport } from "./report";

/** What no destroy takes away, in words. */
export function leftOverLines({ leftOver, at }: StatusReport): readonly string[] {
  const { snapshots, exported, keysPendingDeletion } = leftOver;
  const lines = [
    ...snapshotLines(snapshots, new Date(at)),
    ...exportedLines(exported),
    ...keysPendingDeletion.map(keyLine),
  ];
  return lines.length === 0 ? ["nothing"] : lines;
}

function snapshotLines(snapshots: readonly LeftSnapshot[], now: Date): readonly string[] {
  if (snapshots.length === 0) return [];
  const rows = snapshots.map(({ identifier, status, gigabytes, createdAt, databaseIsThere }) => [
    "snapshot",
    identifier,
    `${status}, of a database of ${gigabytes} GB${databaseIsThere ? "" : " that is not there any more"}` +
      (createdAt === null ? "" : `, ${ageWords(new Date(createdAt), now)} old`),
  ]);
  return [...columns(rows), "npm run sandbox:clean deletes these snapshots"];
}

/** The bucket goes with the sandbox, and its files with it; until then they are no use to anybody. */
function exportedLines(exported: LeftOver["exported"]): readonly string[] {
  if (exported === null) return [];
  const { bucket, objects, bytes, more } = exported;
  const count = `objects: ${more ? "more than " : ""}${objects}, ${bytesWords(bytes)}`;
  return [`exports  ${bucket}  ${count}; they expire, and go with the bucket`];
}

function keyLine({ arn, description, deletedAt }: LeftKey): string {
  const when = deletedAt === null ? "" : ` on ${deletedAt.slice(0, 10)}`;
  return `key  ${arn}  ${description}: will be deleted${when}, and costs nothing until then`;
}
