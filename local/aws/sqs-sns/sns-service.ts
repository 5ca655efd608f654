import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../aws-error";
import { snsNeeds } from "../needs/sns-needs";
import {
  queryAnswer,
  queryError,
  queryRefusal,
  readQuery,
  type QueryParameters,
} from "../protocols/query-protocol";
import type { Denial, Service } from "../service";
import type { Caller } from "../types";
import { parseXml } from "../xml";
import type { AccountArns } from "./account-arns";
import type { SqsSnsEmulator } from "./emulator";
import { publishedMessage, type PublishedMessage } from "./published-message";
import type { SnsDelivery } from "./sns-delivery";
import { forward } from "./sns-forward";
import { resourceOf, topicOf } from "./sns-target";
import type { TopicBook } from "./topic-book";

const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

export interface SnsParts {
  readonly emulator: SqsSnsEmulator;
  readonly arns: AccountArns;
  readonly topics: TopicBook;
  readonly delivery: SnsDelivery;
}

/** SNS on the wire: the emulator keeps topics and subscriptions; messages are delivered here. */
export function snsService(parts: SnsParts): Service {
  const { emulator, arns, topics, delivery } = parts;
  return {
    async understand(request) {
      const { action, parameters } = await readQuery(request);
      return {
        name: action,
        resource: resourceOf(parameters, arns),
        needs: (caller) => needsOf(action, parameters, caller, arns, topics),
        run: async () => {
          const answer = await forward(emulator, arns, parameters.toForm());
          const published = publishedIn(action, parameters, topicOf(parameters, arns), answer.body);
          for (const message of published) await delivery.deliver(message);
          return answer;
        },
        lose: ({ requestId }) =>
          Promise.resolve(queryAnswer(NAMESPACE, action, requestId, { MessageId: randomUUID() })),
      };
    },
    renderError: (error, requestId) => queryError(NAMESPACE, error, requestId),
    denial: snsDenial,
    refusal: queryRefusal,
  };
}

/** SNS writes its own name in capitals, and tells what KMS refuses it from what it refuses itself. */
function snsDenial({ message, need: { action } }: Denial): AwsError {
  if (action.startsWith("kms:")) return new AwsError("KMSAccessDenied", message, 400);
  return new AwsError("AuthorizationError", message.replace(/\bsns:(?=\w+ )/g, "SNS:"), 403);
}

async function needsOf(
  action: string,
  given: QueryParameters,
  { principal, accountId }: Caller,
  arns: AccountArns,
  topics: TopicBook,
): Promise<ReturnType<typeof snsNeeds>> {
  const topicArn = topicOf(given, arns);
  const tags = given.groups("Tags");
  return snsNeeds(action, {
    topicArn,
    keyArn: action.startsWith("Publish") ? await topics.keyOf(topicArn) : undefined,
    region: arns.region,
    callerAccountId: accountId,
    byService: !principal.startsWith("arn:"),
    protocol: given.optional("Protocol"),
    endpoint: given.optional("Endpoint"),
    tags: Object.fromEntries(tags.map((tag) => [tag.optional("Key") ?? "", tag.optional("Value") ?? ""])),
  });
}

const accepted = z.object({ Id: z.string(), MessageId: z.string() });
const publishAnswer = z.object({
  PublishResponse: z.object({ PublishResult: z.object({ MessageId: z.string() }) }),
});
const batchAnswer = z.object({
  PublishBatchResponse: z.object({
    PublishBatchResult: z.object({
      Successful: z.union([
        z.object({ member: z.union([z.array(accepted), accepted]) }),
        // An empty list is an element without elements.
        z.string().transform(() => ({ member: [] })),
      ]),
    }),
  }),
});

/** The messages that SNS has accepted, with the ids that it gave them. */
function publishedIn(
  action: string,
  given: QueryParameters,
  topicArn: string,
  answer: string,
): readonly PublishedMessage[] {
  switch (action) {
    case "Publish": {
      const { MessageId } = publishAnswer.parse(parseXml(answer)).PublishResponse.PublishResult;
      return [publishedMessage(given, topicArn, MessageId)];
    }
    case "PublishBatch": {
      const { Successful } = batchAnswer.parse(parseXml(answer)).PublishBatchResponse.PublishBatchResult;
      const ids = new Map([Successful.member].flat().map(({ Id, MessageId }) => [Id, MessageId]));
      return given.groups("PublishBatchRequestEntries").flatMap((entry) => {
        const id = ids.get(entry.optional("Id") ?? "");
        return id === undefined ? [] : [publishedMessage(entry, topicArn, id)];
      });
    }
    default:
      return [];
  }
}
