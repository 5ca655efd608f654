import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import type { Clients } from "../deploy/clients";

/** A message that no function can read: cut off in the middle, as a broken sender would leave it. */
export const POISON = '{"Type":"Notification","Message":"{\\"Source ID\\":\\"housing-rep';

/** Sends an unreadable message to a queue. */
export async function sendPoison(clients: Clients, queueUrl: string): Promise<void> {
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: POISON }));
}

/**
 * Delivers the events of finished backups once more: SNS and SQS both deliver at least once. The first time at
 * once, while the first delivery is being handled, and again whenever asked.
 */
export class EventDuplicator {
  private readonly bodies = new Set<string>();
  private readonly sending: Promise<void>[] = [];

  constructor(
    private readonly clients: Clients,
    private readonly queueUrl: string,
  ) {}

  /** Is shown each event before a function gets it. */
  observe(event: SQSEvent): void {
    for (const { body } of event.Records) {
      if (!body.includes("RDS-EVENT-0002") || this.bodies.has(body)) continue;
      this.bodies.add(body);
      const sent = this.send(body);
      // Thrown by repeat(), which waits for it.
      sent.catch(() => undefined);
      this.sending.push(sent);
    }
  }

  /** Sends every event seen so far once more. @returns how many @throws what a send threw */
  async repeat(): Promise<number> {
    await Promise.all(this.sending);
    await Promise.all([...this.bodies].map((body) => this.send(body)));
    return this.bodies.size;
  }

  private async send(body: string): Promise<void> {
    await this.clients.sqs.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: body }));
  }
}
