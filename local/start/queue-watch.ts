import { GetQueueAttributesCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "../deploy/clients";
import type { Deployment } from "../deploy/deploy";
import type { DeployedQueue } from "../deploy/queues";

/** A message that lies in a dead-letter queue. */
export interface DeadMessage {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
}

/** Looks at queues without taking anything out of them. */
export class QueueWatch {
  private readonly work: readonly DeployedQueue[];
  private readonly dead: readonly DeployedQueue[];
  private readonly found = new Map<string, DeadMessage>();

  constructor(
    private readonly clients: Clients,
    deployment: Pick<Deployment, "queues" | "eventSources">,
  ) {
    const { queues, eventSources } = deployment;
    this.work = queues.filter(({ arn }) => eventSources.some(({ queueArn }) => queueArn === arn));
    this.dead = queues.filter(({ arn }) => queues.some(({ deadLetterArn }) => deadLetterArn === arn));
  }

  /** Messages in the queues that functions read: waiting, delayed or being handled. */
  async messagesLeft(): Promise<number> {
    const counts = await Promise.all(this.work.map((queue) => this.count(queue)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Every message of every dead-letter queue. */
  async deadMessages(): Promise<readonly DeadMessage[]> {
    for (const queue of this.dead) {
      const known = [...this.found.values()].filter((message) => message.queue === queue.name).length;
      const missing = (await this.count(queue)) - known;
      if (missing > 0) await this.peek(queue);
    }
    return [...this.found.values()];
  }

  /** A visibility of 0 seconds leaves the messages where they are. */
  private async peek(queue: DeployedQueue): Promise<void> {
    const { Messages } = await this.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    for (const { MessageId: messageId, Body: body } of Messages ?? [])
      if (messageId !== undefined && body !== undefined)
        this.found.set(messageId, { queue: queue.name, messageId, body });
  }

  private async count(queue: DeployedQueue): Promise<number> {
    const { Attributes } = await this.clients.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queue.url,
        AttributeNames: [
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesDelayed",
          "ApproximateNumberOfMessagesNotVisible",
        ],
      }),
    );
    return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
  }
}
