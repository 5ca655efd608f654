import { QUEUE_MAX_MESSAGE_BYTES } from "../../functions/shared/limits";
import type { PlannedEvent } from "../kernel/event-queue";
import { refuse } from "./answers";
import type { WorldBase } from "./world-base";

export type Attributes = Readonly<
  Record<string, { readonly DataType: string; readonly StringValue: string }>
>;

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Attributes;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  receives: number;
  firstReceivedAt: number | undefined;
  state: "hidden" | "visible" | "gone";
  /** When it shows again, if nobody deletes it before. */
  shows: PlannedEvent | undefined;
}

/** As the modules set them up. */
const VISIBILITY_MILLISECONDS = 5_400_000;
const RETENTION_MILLISECONDS = 14 * 86_400_000;
const MOST_RECEIVES = 4;
const MOST_DELAY_SECONDS = 900;
/** A standard queue keeps no order: any of so many that wait may come next. */
const OUT_OF_ORDER = 4;

/** A standard queue: delays, visibility, redrive and retention. */
export class Queue {
  readonly counts = { sent: 0, deleted: 0, deadLettered: 0, expired: 0, lost: 0 };
  /** Called when a message can be received. */
  onVisible: () => void = () => undefined;
  /** Ids of messages that were given out more than once, because nobody deleted them in time. */
  readonly redelivered = new Set<string>();
  private readonly visible: Message[] = [];
  private hidden = 0;

  constructor(
    private readonly world: WorldBase,
    readonly name: string,
    /** Where messages go that were received too often. */
    private readonly bury: (message: Message) => void,
    private readonly nextId: () => string,
  ) {}

  /** Messages that nobody has deleted. */
  get left(): number {
    return this.visible.length + this.hidden;
  }

  get hasVisible(): boolean {
    return this.visible.length > 0;
  }

  /** @returns the message's id */
  send(body: string, delaySeconds = 0, attributes: Attributes = {}): string {
    const { time, faults } = this.world;
    const id = this.nextId();
    const nth = ++this.counts.sent;
    if (
      faults.meet("message-lost", (fault) => fault.queue === this.name && fault.nth === nth) !== undefined
    ) {
      this.counts.lost++;
      this.world.changed();
      return id;
    }
    const message: Message = {
      id,
      body,
      attributes,
      sentAt: time.now,
      receives: 0,
      firstReceivedAt: undefined,
      state: "hidden",
      shows: undefined,
    };
    this.hidden++;
    this.showAfter(message, delaySeconds * 1000);
    return id;
  }

  /** Takes a message into flight; undefined when none can be seen. */
  receive(): Message | undefined {
    const { visible } = this;
    for (;;) {
      const at =
        visible.length === 0 ? 0 : this.world.random.between(0, Math.min(OUT_OF_ORDER, visible.length) - 1);
      const [message] = visible.splice(at, 1);
      if (message === undefined) return undefined;
      if (this.isForgotten(message)) continue;
      message.state = "hidden";
      if (message.receives++ > 0) this.redelivered.add(message.id);
      message.firstReceivedAt ??= this.world.time.now;
      this.hidden++;
      this.showAfter(message, VISIBILITY_MILLISECONDS);
      return message;
    }
  }

  /** A message that is gone already stays gone. */
  delete(message: Message): void {
    if (message.state === "gone") return;
    if (message.state === "visible") this.visible.splice(this.visible.indexOf(message), 1);
    else this.hidden--;
    if (message.shows !== undefined) this.world.time.cancel(message.shows);
    message.state = "gone";
    this.counts.deleted++;
  }

  /** Too old, or received too often: SQS does not give it out. */
  private isForgotten(message: Message): boolean {
    if (this.world.time.now - message.sentAt >= RETENTION_MILLISECONDS) this.counts.expired++;
    else if (message.receives >= MOST_RECEIVES) {
      this.counts.deadLettered++;
      this.bury(message);
    } else return false;
    message.state = "gone";
    return true;
  }

  private showAfter(message: Message, milliseconds: number): void {
    message.shows = this.world.time.after(milliseconds, () => {
      message.state = "visible";
      this.hidden--;
      this.visible.push(message);
      this.onVisible();
    });
  }
}

/**
 * What SQS refuses. A stranger's message may have 1 MiB, since some queues take so much; the functions must do with what
 * every queue takes.
 */
export function checkMessage(body: string, delaySeconds = 0, attributes: Attributes = {}): void {
  if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > MOST_DELAY_SECONDS)
    refuse(
      "InvalidParameterValue",
      `Value ${delaySeconds} for DelaySeconds is invalid: 0 to ${MOST_DELAY_SECONDS}`,
    );
  if (Object.keys(attributes).length > 10)
    refuse("InvalidParameterValue", "A message has at most 10 attributes");
  const bytes = Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue }]) => sum + name.length + DataType.length + StringValue.length,
    Buffer.byteLength(body),
  );
  if (bytes > QUEUE_MAX_MESSAGE_BYTES)
    refuse(
      "InvalidParameterValue",
      `One or more parameters are invalid. Message must be shorter than ${QUEUE_MAX_MESSAGE_BYTES} bytes.`,
    );
  if (body === "") refuse("MissingParameter", "The request must contain the parameter MessageBody.");
}
