import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Answer } from "../answer";
import { AwsError } from "../aws-error";
import {
  queryAnswer,
  queryError,
  queryRefusal,
  readQuery,
  type QueryParameters,
} from "../protocols/query-protocol";
import type { Denial, Service } from "../service";
import { snsNeeds } from "../needs/sns-needs";
import { parseXml } from "../xml";
import type { AccountArns } from "./account-arns";
import { EMULATOR_ACCOUNT, type SqsSnsEmulator } from "./emulator";
import type { TopicBook } from "./topic-book";

const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

/** Parameters whose value is an ARN of the account. */
const arnParameters = ["TopicArn", "TargetArn", "SubscriptionArn", "Endpoint", "ResourceArn"];

const errorDocument = z.object({
  ErrorResponse: z.object({ Error: z.object({ Code: z.string(), Message: z.string() }) }),
});

/** SNS on the wire: the emulator does the work; this speaks of the configured account. */
export function snsService(emulator: SqsSnsEmulator, arns: AccountArns, topics: TopicBook): Service {
  return {
    async understand(request) {
      const { action, parameters } = await readQuery(request);
      return {
        name: action,
        resource: resourceOf(parameters, arns),
        needs: async ({ principal, accountId }) =>
          snsNeeds(action, {
            topicArn: topicOf(parameters, arns),
            keyArn: action.startsWith("Publish") ? await topics.keyOf(topicOf(parameters, arns)) : undefined,
            region: arns.region,
            callerAccountId: accountId,
            byService: !principal.startsWith("arn:"),
            protocol: parameters.optional("Protocol"),
            endpoint: parameters.optional("Endpoint"),
            tags: tagsOf(parameters),
          }),
        run: () => forward(emulator, arns, parameters.toForm()),
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

/** Of a subscription, its topic: SNS has no policies about subscriptions. */
function topicOf(parameters: QueryParameters, arns: AccountArns): string {
  const arn = resourceOf(parameters, arns);
  return arn === "" ? "*" : arn.split(":").slice(0, 6).join(":");
}

function tagsOf(parameters: QueryParameters): Readonly<Record<string, string>> {
  const tags = parameters.groups("Tags");
  return Object.fromEntries(tags.map((tag) => [tag.optional("Key") ?? "", tag.optional("Value") ?? ""]));
}

function resourceOf(parameters: QueryParameters, arns: AccountArns): string {
  const name = parameters.optional("Name");
  return (
    parameters.optional("TopicArn") ??
    parameters.optional("TargetArn") ??
    parameters.optional("SubscriptionArn") ??
    parameters.optional("ResourceArn") ??
    (name === undefined ? "" : arns.topic(name))
  );
}

async function forward(emulator: SqsSnsEmulator, arns: AccountArns, form: URLSearchParams): Promise<Answer> {
  for (const name of arnParameters) {
    const value = form.get(name);
    if (value !== null) form.set(name, arns.toEmulator(value));
  }
  const answer = await emulator.sns(form);
  const { body } = answer;
  if (answer.status >= 400) {
    const { Error: error } = errorDocument.parse(parseXml(body)).ErrorResponse;
    throw new AwsError(error.Code, error.Message, answer.status);
  }
  return { ...answer, body: inOurAccount(body, arns) };
}

/**
 * Changes the elements that hold an ARN or the owner, and no others: policies and other texts that callers stored
 * come back as they were.
 */
function inOurAccount(xml: string, arns: AccountArns): string {
  const translate = (value: string): string =>
    value === EMULATOR_ACCOUNT ? arns.accountId : arns.fromEmulator(value);
  return xml
    .replace(
      /(<(TopicArn|SubscriptionArn|Endpoint|Owner)>)([^<]*)(?=<\/\2>)/g,
      (_, tag: string, __: string, value: string) => tag + translate(value),
    )
    .replace(
      /(<key>(?:TopicArn|SubscriptionArn|Endpoint|Owner)<\/key><value>)([^<]*)(?=<\/value>)/g,
      (_, tag: string, value: string) => tag + translate(value),
    );
}
