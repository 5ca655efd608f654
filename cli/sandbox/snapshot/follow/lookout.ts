import type { SQSClient } from "@aws-sdk/client-sqs";
import { letterBox, type LetterBox } from "../aws/letter-box";
import type { SandboxRds } from "../aws/sandbox-rds";
import { chooseTask } from "../decide/choose-task";
import type { Facts, FollowedTask, FoundLetter, TakenSnapshot } from "../decide/facts";
import { lettersAbout } from "../decide/letters-about";
import type { LandingWatch } from "../landing/landing-watch";

export interface LookoutPorts {
  readonly rds: Pick<SandboxRds, "findSnapshot" | "exportTasksOf">;
  readonly letters: readonly LetterBox[];
  readonly landing: Pick<LandingWatch, "progress">;
  /** The pipeline's. */
  readonly exportBucket: string;
  readonly now: () => Date;
}

/** Looks at everything that is known of one snapshot on its way. */
export class Lookout {
  private endedAt: Date | undefined;
  private followed: FollowedTask | undefined;

  constructor(
    private readonly snapshot: Pick<TakenSnapshot, "identifier" | "arn">,
    /** When this command had it taken; undefined when it was there already. */
    private readonly takenAt: Date | undefined,
    private readonly ports: LookoutPorts,
  ) {}

  /** The export as it was seen last. */
  get task(): FollowedTask | undefined {
    return this.followed;
  }

  /** @throws AwsCallError, and CommandError when nothing can be seen of the landing */
  async look(toReadAgain: boolean): Promise<Facts> {
    const { rds, landing, exportBucket, now } = this.ports;
    const snapshot = await rds.findSnapshot(this.snapshot.identifier);
    const task = chooseTask(await rds.exportTasksOf(this.snapshot.arn), exportBucket);
    this.followed = task;
    const over = task?.status === "FAILED" || task?.status === "CANCELED";
    this.endedAt = over ? (this.endedAt ?? now()) : undefined;
    return {
      snapshot,
      task,
      copy: task === undefined ? undefined : await landing.progress(task),
      letters: await this.letters((box) => box.look()),
      toReadAgain,
      takenAt: this.takenAt,
      now: now(),
      endedAt: this.endedAt,
    };
  }

  /** Every dead letter about the snapshot, for the judgement. @throws AwsCallError */
  finalLetters(): Promise<readonly FoundLetter[]> {
    return this.letters((box) => box.lookThrough());
  }

  private async letters(
    look: (box: LetterBox) => ReturnType<LetterBox["look"]>,
  ): Promise<readonly FoundLetter[]> {
    const all = await Promise.all(this.ports.letters.map(look));
    return lettersAbout(all.flat(), { ...this.snapshot, exportTask: this.followed?.id });
  }
}

/** The boxes of the pipeline's dead-letter queues. */
export function letterBoxes(
  sqs: SQSClient,
  queueUrls: readonly string[],
  signal: AbortSignal,
): readonly LetterBox[] {
  return queueUrls.map((url) => letterBox(sqs, url, signal));
}
