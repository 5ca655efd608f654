import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { WorldClock } from "../../clock";
import { AwsError } from "../aws-error";
import { moveHandle, sourceInHandle } from "./move-handle";

/** What moving messages reaches of SQS; queues are named by ARN. */
export interface MovableQueues {
  exists(arn: string): Promise<boolean>;
  /** The queues whose dead letters go to a queue. */
  sourcesOf(arn: string): Promise<readonly string[]>;
  /** Messages that are visible, about. */
  waiting(arn: string): Promise<number>;
  /**
   * Moves up to ten visible messages.
   *
   * @returns how many: none when nothing is left
   */
  moveSome(from: string, to: string): Promise<number>;
}

interface MoveTask {
  readonly id: string;
  readonly source: string;
  /** Absent when the messages go back where they came from. */
  readonly destination: string | undefined;
  readonly maxPerSecond: number | undefined;
  readonly started: Date;
  readonly toMove: number;
  moved: number;
  status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  failure?: string;
}

const inputs = {
  start: z.looseObject({
    SourceArn: z.string(),
    DestinationArn: z.string().optional(),
    MaxNumberOfMessagesPerSecond: z.number().int().min(1).max(500).optional(),
  }),
  list: z.looseObject({ SourceArn: z.string(), MaxResults: z.number().int().min(1).max(10).default(1) }),
  cancel: z.looseObject({ TaskHandle: z.string() }),
};

/**
 * The tasks that move messages out of dead-letter queues (SQSDeveloperGuide, sqs-configure-dead-letter-queue-redrive).
 * They move at full speed: a rate that is asked for is shown, and not kept to.
 */
export class MessageMoves {
  private readonly tasks: MoveTask[] = [];

  constructor(
    private readonly queues: MovableQueues,
    private readonly clock: WorldClock,
  ) {}

  /** StartMessageMoveTask. @throws AwsError */
  async start(given: unknown): Promise<{ readonly TaskHandle: string }> {
    const { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond } = parse(inputs.start, given);
    await this.mustExist(SourceArn, "SourceArn");
    const sources = await this.queues.sourcesOf(SourceArn);
    if (sources.length === 0) throw invalid("Source queue must be configured as a Dead Letter Queue.");
    if (DestinationArn !== undefined) await this.mustExist(DestinationArn, "DestinationArn");
    if (DestinationArn === SourceArn)
      throw invalid("Source queue arn and destination queue arn cannot be equal.");
    if (this.tasks.some(({ source, status }) => source === SourceArn && status === "RUNNING"))
      throw invalid(
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
      );
    const destination = DestinationArn ?? onlyOne(sources);
    const task: MoveTask = {
      id: randomUUID(),
      source: SourceArn,
      destination: DestinationArn,
      maxPerSecond: MaxNumberOfMessagesPerSecond,
      started: this.clock.now(),
      toMove: await this.queues.waiting(SourceArn),
      moved: 0,
      status: "RUNNING",
    };
    this.tasks.push(task);
    void this.carryOut(task, destination);
    return { TaskHandle: moveHandle(task.id, SourceArn) };
  }

  /** ListMessageMoveTasks: newest first. @throws AwsError */
  async list(given: unknown): Promise<unknown> {
    const { SourceArn, MaxResults } = parse(inputs.list, given);
    await this.mustExist(SourceArn, "SourceArn");
    const tasks = this.tasks.filter(({ source }) => source === SourceArn).reverse();
    return { Results: tasks.slice(0, MaxResults).map(taskJson) };
  }

  /** CancelMessageMoveTask: what was moved stays moved. @throws AwsError */
  cancel(given: unknown): { readonly ApproximateNumberOfMessagesMoved: number } {
    const { TaskHandle } = parse(inputs.cancel, given);
    const source = sourceInHandle(TaskHandle);
    const task = this.tasks.find((item) => moveHandle(item.id, item.source) === TaskHandle);
    if (source === undefined || task === undefined)
      throw new AwsError("ResourceNotFoundException", "Task does not exist.", 404);
    if (task.status !== "RUNNING")
      throw new AwsError("UnsupportedOperation", "Only active tasks can be cancelled.");
    task.status = "CANCELLED";
    return { ApproximateNumberOfMessagesMoved: task.moved };
  }

  /** A queue that cannot be read any more ends the task, whose failure is seen in the list of tasks. */
  private async carryOut(task: MoveTask, destination: string): Promise<void> {
    try {
      while (task.status === "RUNNING") {
        const moved = await this.queues.moveSome(task.source, destination);
        task.moved += moved;
        if (moved === 0) break;
      }
      if (task.status === "RUNNING") task.status = "COMPLETED";
    } catch (error) {
      task.status = "FAILED";
      task.failure = error instanceof Error ? error.message : String(error);
    }
  }

  private async mustExist(arn: string, parameter: string): Promise<void> {
    if (!(await this.queues.exists(arn)))
      throw new AwsError(
        "ResourceNotFoundException",
        `The resource that you specified for the ${parameter} parameter doesn't exist.`,
        404,
      );
  }
}

/** Which queue a message came from is not kept with it, so it can go back only where there is no choice. */
function onlyOne(sources: readonly string[]): string {
  const [source] = sources;
  if (source === undefined || sources.length > 1)
    throw new AwsError(
      "UnsupportedOperation",
      `Several queues send their dead letters here (${sources.join(", ")}), and the local SQS does not keep which message came from which: name one as DestinationArn.`,
    );
  return source;
}

function taskJson(task: MoveTask): unknown {
  return {
    ...(task.status === "RUNNING" ? { TaskHandle: moveHandle(task.id, task.source) } : {}),
    Status: task.status,
    SourceArn: task.source,
    DestinationArn: task.destination,
    MaxNumberOfMessagesPerSecond: task.maxPerSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: Math.max(task.toMove, task.moved),
    FailureReason: task.failure,
    StartedTimestamp: task.started.getTime(),
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
