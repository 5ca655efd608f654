import { isRunning } from "./exports-of-sandbox";
import { valuesOf } from "./found";
import type { Named, QueueFacts, SandboxFacts } from "./facts";
import type { Activity } from "./report";

/** What goes on in the sandbox: snapshots being made, exports, messages. */
export function activities({ snapshots, exports, queues }: SandboxFacts): readonly Activity[] {
  return [
    ...valuesOf(snapshots)
      .filter(({ status }) => status !== "available")
      .map(({ identifier, status, percent }) => ({
        what: "snapshot" as const,
        name: identifier,
        words: `${status}, ${percent} %`,
      })),
    ...valuesOf(exports)
      .filter(isRunning)
      .map(({ identifier, status, percent }) => ({
        what: "export" as const,
        name: identifier,
        words: `${status}, ${percent} %`,
      })),
    ...queues.flatMap(messages),
  ];
}

function messages({ name, found }: Named<QueueFacts>): readonly Activity[] {
  if (found.kind !== "there") return [];
  const { waiting, inFlight, delayed } = found.value;
  if (waiting + inFlight + delayed === 0) return [];
  const what = name.endsWith("-deadletter") ? "dead-letter queue" : "queue";
  return [{ what, name, words: `${waiting} waiting, ${inFlight} being worked on, ${delayed} delayed` }];
}
