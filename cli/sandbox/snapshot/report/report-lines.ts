import { letterLines } from "../../../../local/start/letter-lines";
import { snapshotLines } from "../../../../local/start/snapshot-lines";
import { durationWords } from "./duration-words";
import type { SnapshotCommandResult } from "./snapshot-command-result";

/** The result for a person, as lines. */
export function reportLines(result: SnapshotCommandResult): string[] {
  return [
    "",
    ...snapshotLines(result, "database"),
    ...readLines(result),
    ...result.notes,
    ...letterLines(result.deadLetters),
    ...verdictLines(result),
  ];
}

function readLines({ databaseReadAt, readFrom }: SnapshotCommandResult): string[] {
  return [
    ...(databaseReadAt.length === 0 ? [] : [`The database was read at ${databaseReadAt.join(" and at ")}.`]),
    ...(readFrom === null ? [] : [`Where the landed rows come from: ${readFrom.words}.`]),
  ];
}

function verdictLines({ ok, problems, tables, seconds, identifier }: SnapshotCommandResult): string[] {
  const time = durationWords(seconds * 1000);
  if (ok)
    return [
      `${tables.length} of ${tables.length} tables of snapshot ${identifier} landed with the same rows and values. ${time}.`,
      "The snapshot stays, and costs, until npm run sandbox:clean deletes it.",
    ];
  return [`Not as it should be (${time}):`, ...problems.map((problem) => `  - ${problem}`)];
}
