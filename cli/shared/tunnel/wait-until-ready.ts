import { setTimeout as sleep } from "node:timers/promises";
import { unlessAborted } from "../../../local/start/interruption";
import { CommandError } from "../command/command-error";
import type { Note } from "../progress/progress";
import type { Readiness } from "./states";

export interface Awaited {
  /** Asks how it is now. */
  readonly look: () => Promise<Readiness>;
  readonly start?: () => Promise<void>;
  /** Told when it is started. */
  readonly startNote?: string;
  /** Milliseconds between two looks. */
  readonly pause: number;
  /** Milliseconds after which it is given up, and what is then said to do. @default as long as the signal lets it */
  readonly patience?: { readonly milliseconds: number; readonly advice: string };
}

/**
 * Looks until it is ready, and starts it once where it has to be started.
 *
 * @throws CommandError when it never will be, or was not in time
 */
export async function waitUntilReady(awaited: Awaited, note: Note, signal: AbortSignal): Promise<void> {
  const { look, start, startNote = "", pause, patience } = awaited;
  const end = performance.now() + (patience?.milliseconds ?? Infinity);
  let started = false;
  for (;;) {
    const readiness = await look();
    switch (readiness.kind) {
      case "ready":
        return;
      case "hopeless":
        throw new CommandError(readiness.reason);
      case "start":
        // It still says stopped for a moment after it was told to start.
        if (!started) await start?.();
        started = true;
        note(startNote);
        break;
      case "wait":
        note(readiness.note);
        break;
    }
    if (patience !== undefined && performance.now() > end)
      throw new CommandError(`${readiness.kind === "wait" ? readiness.note : startNote}. ${patience.advice}`);
    await unlessAborted(signal, sleep(pause));
  }
}
