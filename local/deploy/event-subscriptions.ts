import { CreateEventSubscriptionCommand } from "@aws-sdk/client-rds";
import * as z from "zod";
import type { Clients } from "./clients";
import type { Configuration } from "./configuration";

const eventSubscriptionArguments = z.strictObject({
  name: z.string().min(1).max(254),
  sns_topic: z.string(),
  enabled: z.boolean().default(true),
  event_categories: z.array(z.string()).optional(),
  source_ids: z.array(z.string()).optional(),
  source_type: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** Has RDS send its events to the topic; it greets the topic with a plain text at once. */
export async function deployEventSubscriptions(
  configuration: Configuration,
  clients: Clients,
): Promise<void> {
  for (const block of configuration.resources("aws_db_event_subscription")) {
    const given = configuration.read(block, eventSubscriptionArguments);
    await clients.rds.send(
      new CreateEventSubscriptionCommand({
        SubscriptionName: given.name,
        SnsTopicArn: given.sns_topic,
        Enabled: given.enabled,
        ...(given.event_categories === undefined ? {} : { EventCategories: given.event_categories }),
        ...(given.source_ids === undefined ? {} : { SourceIds: given.source_ids }),
        ...(given.source_type === undefined ? {} : { SourceType: given.source_type }),
        Tags: Object.entries(given.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  }
}
