import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { checkSourceType, eventCategories } from "./event-categories";
import { filterOf } from "./filters";
import { page } from "./paging";
import type { EventChoice } from "./rds-events";
import type { RdsWorld } from "./rds-world";
import { listXml } from "./render";
import { givenTags, type Tags } from "./tags";

/** An RDS event subscription: who gets told of what. */
export interface EventSubscription extends EventChoice {
  readonly name: string;
  readonly topicArn: string;
  readonly createTime: Date;
  readonly tags: Tags;
}

/** Event subscriptions of an account and region (CHAP_Limits). */
export const SUBSCRIPTION_QUOTA = 20;

/** CreateEventSubscription: RDS greets the topic in plain text, no JSON. @throws AwsError */
export async function createEventSubscription(
  world: RdsWorld,
  parameters: QueryParameters,
): Promise<XmlElements> {
  const subscription = readSubscription(world, parameters);
  if (world.subscriptions.has(subscription.name))
    throw new AwsError("SubscriptionAlreadyExist", `Event Subscription already exists: ${subscription.name}`);
  if (world.subscriptions.size >= SUBSCRIPTION_QUOTA)
    throw new AwsError(
      "EventSubscriptionQuotaExceeded",
      `You have reached the maximum of ${SUBSCRIPTION_QUOTA} event subscriptions.`,
    );
  if (!(await world.surroundings.topicExists(subscription.topicArn)))
    throw new AwsError(
      "SNSTopicArnNotFound",
      `The SNS topic ARN ${subscription.topicArn} does not exist.`,
      404,
    );
  await greet(world, subscription);
  world.subscriptions.set(subscription.name, subscription);
  return { EventSubscription: subscriptionXml(world, subscription) };
}

/** DescribeEventSubscriptions. @throws AwsError */
export function describeEventSubscriptions(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const name = parameters.optional("SubscriptionName");
  if (name !== undefined) findSubscription(world, name);
  const passes = filterOf<EventSubscription>(parameters, {});
  const matching = [...world.subscriptions.values()]
    .filter((item) => (name === undefined || item.name === name) && passes(item))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, marker } = page(matching, (item) => item.name, parameters);
  return {
    EventSubscriptionsList: listXml(
      "EventSubscription",
      items.map((item) => subscriptionXml(world, item)),
    ),
    Marker: marker,
  };
}

/** DeleteEventSubscription. @throws AwsError */
export function deleteEventSubscription(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const subscription = findSubscription(world, parameters.required("SubscriptionName"));
  world.subscriptions.delete(subscription.name);
  return { EventSubscription: { ...subscriptionXml(world, subscription), Status: "deleting" } };
}

function readSubscription(world: RdsWorld, parameters: QueryParameters): EventSubscription {
  const name = parameters.required("SubscriptionName");
  if (name.length >= 255)
    throw new AwsError("InvalidParameterValue", "SubscriptionName must be less than 255 characters.");
  const topicArn = parameters.required("SnsTopicArn");
  if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[\w-]+$/.test(topicArn))
    throw new AwsError(
      "SNSInvalidTopic",
      `SNS has responded that there is a problem with the SNS topic ${topicArn}.`,
    );
  const sourceType = parameters.optional("SourceType");
  const sourceIds = parameters.list("SourceIds");
  const chosen = parameters.list("EventCategories");
  checkSources(world, sourceType, sourceIds);
  checkCategories(sourceType, chosen);
  const enabled = parameters.optional("Enabled") !== "false";
  return {
    name,
    topicArn,
    sourceType,
    sourceIds,
    categories: chosen,
    enabled,
    createTime: world.surroundings.clock.now(),
    tags: givenTags(parameters) ?? {},
  };
}

function checkSources(world: RdsWorld, sourceType: string | undefined, sourceIds: readonly string[]): void {
  checkSourceType(sourceType);
  if (sourceIds.length > 0 && sourceType === undefined)
    throw new AwsError("InvalidParameterCombination", "SourceType is required when SourceIds are given.");
  const known: ReadonlyMap<string, unknown> =
    sourceType === "db-snapshot" ? world.snapshots : world.instances;
  const missing = sourceIds.find((id) => !known.has(id));
  if (missing !== undefined)
    throw new AwsError(
      "SourceNotFound",
      `The source ${missing} (${sourceType ?? ""}) could not be found.`,
      404,
    );
}

function checkCategories(sourceType: string | undefined, chosen: readonly string[]): void {
  if (chosen.length > 0 && sourceType === undefined)
    throw new AwsError(
      "InvalidParameterCombination",
      "SourceType is required when EventCategories are given.",
    );
  const known = eventCategories[sourceType ?? ""] ?? [];
  const unknown = chosen.find((category) => !known.includes(category));
  if (unknown !== undefined)
    throw new AwsError(
      "SubscriptionCategoryNotFound",
      `The supplied category does not exist: ${unknown}`,
      404,
    );
}

async function greet(world: RdsWorld, subscription: EventSubscription): Promise<void> {
  const message =
    "This is a message to notify that RDS will attempt to send you event notifications about your RDS events. " +
    `Subscription: ${subscription.name}`;
  try {
    await world.surroundings.publish(
      subscription.topicArn,
      { subject: "RDS Notification Message", message, attributes: {} },
      world.arns.eventSubscription(subscription.name),
    );
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new AwsError(
      "SNSNoAuthorization",
      `You do not have permission to publish to the SNS topic ARN ${subscription.topicArn} (${reason}).`,
    );
  }
}

/** @throws AwsError SubscriptionNotFound */
export function findSubscription(world: RdsWorld, name: string): EventSubscription {
  const subscription = world.subscriptions.get(name);
  if (subscription === undefined)
    throw new AwsError("SubscriptionNotFound", `Event Subscription not found: ${name}`, 404);
  return subscription;
}

function subscriptionXml(world: RdsWorld, subscription: EventSubscription): XmlElements {
  return {
    CustomerAwsId: world.arns.accountId,
    CustSubscriptionId: subscription.name,
    SnsTopicArn: subscription.topicArn,
    Status: "active",
    SubscriptionCreationTime: subscription.createTime.toISOString().replace("T", " ").replace("Z", ""),
    SourceType: subscription.sourceType,
    SourceIdsList: listXml("SourceId", subscription.sourceIds),
    EventCategoriesList: listXml("EventCategory", subscription.categories),
    Enabled: subscription.enabled,
    EventSubscriptionArn: world.arns.eventSubscription(subscription.name),
  };
}
