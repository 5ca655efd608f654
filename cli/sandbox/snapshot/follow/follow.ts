import type { Note, Progress } from "../../../shared/progress/progress";
import { patiently } from "../aws/patiently";
import { decide, type NextStep, type Stage } from "../decide/decide";
import type { FollowedTask } from "../decide/facts";
import { durationWords } from "../report/duration-words";
import type { Lookout } from "./lookout";

export interface FollowPorts {
  readonly lookout: Pick<Lookout, "look">;
  readonly progress: Progress;
  readonly now: () => Date;
  /** Waits until the next look. @throws the signal's reason when it is aborted */
  readonly pause: () => Promise<void>;
  /** Reads the database once the snapshot is made; undefined when that is not needed. */
  readonly readAgain: (() => Promise<void>) | undefined;
}

/** How a snapshot's way ended. */
export type FollowEnd =
  | { readonly kind: "landed"; readonly task: FollowedTask }
  | { readonly kind: "failed"; readonly reason: string };

/** What is waited for, and for how long by experience with small databases. */
const TITLES: Readonly<Record<Stage, string>> = {
  snapshot: "Snapshot (some minutes)",
  start: "Start of the export (within minutes of the snapshot)",
  export: "Export to Parquet (15 minutes and more, most of them STARTING, however small the database)",
  copy: "Copy into the landing zone (within 15 minutes of the export's end, then as long as it takes)",
  letter: "Dead letter about the failed export (within 15 minutes)",
};

/**
 * Follows a snapshot until its files are in the landing zone, or cannot be expected there any more.
 *
 * @throws AwsCallError when AWS cannot be asked, CommandError, and the reason of an abort
 */
export async function follow(ports: FollowPorts): Promise<FollowEnd> {
  let readAgain = ports.readAgain;
  const say = (words: string): void => {
    ports.progress.line(words);
  };
  let step = await lookPatiently(readAgain !== undefined, say, ports);
  for (;;)
    switch (step.kind) {
      case "wait":
        step = await waitFor(step, readAgain !== undefined, ports);
        break;
      case "read again":
        await readAgain?.();
        readAgain = undefined;
        step = await lookPatiently(false, say, ports);
        break;
      case "compare":
        return { kind: "landed", task: step.task };
      case "failed":
        return step;
    }
}

/** Waits as long as it is for the same; what becomes of it is told line by line. */
function waitFor(
  first: Extract<NextStep, { kind: "wait" }>,
  toReadAgain: boolean,
  ports: FollowPorts,
): Promise<NextStep> {
  const since = ports.now();
  return ports.progress.step(
    TITLES[first.stage],
    async (note) => {
      const tell = timed(note, ports.now);
      let step: NextStep = first;
      while (step.kind === "wait" && step.stage === first.stage) {
        tell(step.words);
        await ports.pause();
        step = await lookPatiently(toReadAgain, tell, ports);
      }
      return step;
    },
    (next) =>
      `${next.kind === "failed" ? "failed " : ""}after ${durationWords(ports.now().getTime() - since.getTime())}`,
  );
}

async function lookPatiently(
  toReadAgain: boolean,
  tell: Note,
  { lookout, pause }: FollowPorts,
): Promise<NextStep> {
  return decide(await patiently(() => lookout.look(toReadAgain), { pause, onFailure: tell }));
}

/** The same words are said once, with the time (UTC) at which they became true. */
function timed(note: Note, now: () => Date): Note {
  let last = "";
  return (words) => {
    if (words === last) return;
    last = words;
    note(`${now().toISOString().slice(11, 19)}  ${words}`);
  };
}
