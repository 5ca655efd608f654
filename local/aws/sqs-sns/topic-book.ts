import * as z from "zod";
import { fullKeyArn } from "../needs/key-needs";
import { parseXml } from "../xml";
import type { AccountArns } from "./account-arns";
import type { SqsSnsEmulator } from "./emulator";

export type TopicAttributes = Readonly<Record<string, string>>;

/** What the emulator keeps of a subscription. */
export interface Subscription {
  /** ARN of the configured account. */
  readonly arn: string;
  readonly protocol: string;
  /** ARN of a queue, for the protocol sqs. */
  readonly endpoint: string;
  readonly attributes: TopicAttributes;
}

const entry = z.object({ key: z.string(), value: z.string() });
const attributeMap = z.object({ entry: z.union([z.array(entry), entry]) });
const member = z.object({ SubscriptionArn: z.string(), Protocol: z.string(), Endpoint: z.string() });
const documents = {
  topic: z.object({
    GetTopicAttributesResponse: z.object({
      GetTopicAttributesResult: z.object({ Attributes: attributeMap }),
    }),
  }),
  subscription: z.object({
    GetSubscriptionAttributesResponse: z.object({
      GetSubscriptionAttributesResult: z.object({ Attributes: attributeMap }),
    }),
  }),
  subscriptions: z.object({
    ListSubscriptionsByTopicResponse: z.object({
      ListSubscriptionsByTopicResult: z.object({
        Subscriptions: z.union([
          z.object({ member: z.union([z.array(member), member]) }),
          // An empty list is an element without elements.
          z.string().transform(() => ({ member: [] })),
        ]),
      }),
    }),
  }),
};

/** What the emulator knows of topics, for those who do not come through the endpoint. */
export class TopicBook {
  constructor(
    private readonly emulator: SqsSnsEmulator,
    private readonly arns: AccountArns,
  ) {}

  async exists(topicArn: string): Promise<boolean> {
    return (await this.attributes(topicArn)) !== undefined;
  }

  /** @returns undefined when there is no such topic */
  async attributes(topicArn: string): Promise<TopicAttributes | undefined> {
    const body = await this.ask("GetTopicAttributes", "TopicArn", topicArn);
    if (body === undefined) return undefined;
    const { GetTopicAttributesResponse: response } = documents.topic.parse(body);
    return recordOf(response.GetTopicAttributesResult.Attributes);
  }

  /** ARN of the topic's key; undefined where there is none, or no such topic. */
  async keyOf(topicArn: string): Promise<string | undefined> {
    const key = (await this.attributes(topicArn))?.["KmsMasterKeyId"];
    return key === undefined || key === ""
      ? undefined
      : fullKeyArn(key, this.arns.region, this.arns.accountId);
  }

  async subscriptions(topicArn: string): Promise<readonly Subscription[]> {
    const body = await this.ask("ListSubscriptionsByTopic", "TopicArn", topicArn);
    if (body === undefined) return [];
    const { ListSubscriptionsByTopicResponse: response } = documents.subscriptions.parse(body);
    const members = [response.ListSubscriptionsByTopicResult.Subscriptions.member].flat();
    return Promise.all(
      members.map(async ({ SubscriptionArn: arn, Protocol: protocol, Endpoint: endpoint }) => ({
        arn: this.arns.fromEmulator(arn),
        protocol,
        endpoint,
        attributes: await this.subscriptionAttributes(arn),
      })),
    );
  }

  private async subscriptionAttributes(arn: string): Promise<TopicAttributes> {
    const body = await this.ask("GetSubscriptionAttributes", "SubscriptionArn", arn);
    // Whoever unsubscribed in between gets nothing more.
    if (body === undefined) return {};
    const { GetSubscriptionAttributesResponse: response } = documents.subscription.parse(body);
    return recordOf(response.GetSubscriptionAttributesResult.Attributes);
  }

  /** @returns undefined when what is asked about is not there */
  private async ask(action: string, parameter: string, arn: string): Promise<unknown> {
    const form = new URLSearchParams({ Action: action, [parameter]: this.arns.toEmulator(arn) });
    const { status, body } = await this.emulator.sns(form);
    if (status === 404) return undefined;
    if (status >= 400) throw new Error(`The SNS emulator answers ${action} with ${status}: ${body}`);
    return parseXml(body);
  }
}

function recordOf({ entry: entries }: z.infer<typeof attributeMap>): TopicAttributes {
  return Object.fromEntries([entries].flat().map(({ key, value }) => [key, value]));
}
