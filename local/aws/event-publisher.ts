import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { CallerClients, type EndpointAccess } from "./caller-clients";
import type { RdsNotification } from "./rds/rds-world";

/** RDS's events on their way to SNS. */
export class EventPublisher {
  private readonly clients: CallerClients<SNSClient>;

  constructor(private readonly access: EndpointAccess) {
    this.clients = new CallerClients(access, (settings) => new SNSClient(settings));
  }

  /**
   * As events.rds.amazonaws.com.
   *
   * @param sourceArn what the event is about (USER_Events.GrantingPermissions): an instance, a snapshot or, for the
   *   greeting of a new one, the event subscription
   */
  async publish(
    topicArn: string,
    { subject, message, attributes }: RdsNotification,
    sourceArn: string,
  ): Promise<void> {
    const { accountId } = this.access;
    const client = this.clients.of({ principal: "events.rds.amazonaws.com", accountId, sourceArn });
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: message,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            { DataType: "String", StringValue: value },
          ]),
        ),
      }),
    );
  }

  close(): void {
    this.clients.close();
  }
}
