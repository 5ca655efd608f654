import type { EventSubscription } from "@aws-sdk/client-rds";

/** What the pipeline has to hear of, and where. */
interface Hearing {
  /** Identifier of the instance. */
  readonly instance: string;
  /** ARN of the pipeline's topic: a subscription of others tells others. */
  readonly topic: string;
}

/** What a subscription's status means that is none of those of one at work (API_EventSubscription). */
const STATUS_WORDS: Readonly<Partial<Record<string, string>>> = {
  "topic-not-exist": "its topic was deleted",
  "no-permission": "RDS may not publish to its topic",
};

const OUTCOME = "the snapshot would not be exported";
const AGAIN = `${OUTCOME}. Apply the stack again`;

/** Why the pipeline would not hear of a snapshot of the instance; empty when it does. */
export function subscriptionProblems(
  { instance, topic }: Hearing,
  subscriptions: readonly EventSubscription[],
): string[] {
  const about = subscriptions.filter((each) => each.SnsTopicArn === topic && hears(each, instance));
  if (about.length === 0)
    return [
      `no event subscription tells the pipeline of backups of ${instance}, by its topic ${topic}: ${AGAIN}`,
    ];
  const silent = about.map((each) => ({
    name: each.CustSubscriptionId ?? "without a name",
    why: whySilent(each),
  }));
  if (silent.some(({ why }) => why === undefined)) return [];
  return silent.map(({ name, why = "" }) => `the event subscription ${name} is ${why}`);
}

/** @returns undefined for a subscription at work */
function whySilent({ Enabled, Status = "without a status" }: EventSubscription): string | undefined {
  if (Enabled === false) return `disabled: ${AGAIN}`;
  if (Status === "active") return undefined;
  const meaning = STATUS_WORDS[Status];
  return meaning === undefined
    ? `${Status}, expected active: ${OUTCOME}. Try again when it is`
    : `${Status} (${meaning}): ${AGAIN}`;
}

/** Subscriptions without sources are about all instances, those without categories about all events. */
function hears(subscription: EventSubscription, instance: string): boolean {
  const { SourceType, SourceIdsList = [], EventCategoriesList = [] } = subscription;
  const ofInstances = SourceType === undefined || SourceType === "db-instance";
  return (
    ofInstances &&
    (SourceIdsList.length === 0 || SourceIdsList.includes(instance)) &&
    (EventCategoriesList.length === 0 || EventCategoriesList.includes("backup"))
  );
}
