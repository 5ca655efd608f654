// Started by the tests as a process of its own: draws the events (a JSON array) as for a terminal.
import { progressList } from "../../../local/start/progress-list";
import type { RunEvent } from "../../../local/start/run-event";

async function main(events: readonly RunEvent[]): Promise<void> {
  process.stdout.isTTY = true;
  const progress = await progressList(() => undefined, true);
  for (const event of events) progress.listener(event);
  // The list draws ten times a second.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await progress.end();
}

main(JSON.parse(process.argv[2] ?? "[]") as RunEvent[]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
