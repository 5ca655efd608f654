import type { NamedPolicy } from "./types";

/** AWS's own policies that roles of Lambda functions often have (AWS managed policy reference), by ARN. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole": [
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ],
  "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole": [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ],
  "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess": [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
  ],
};

/** @returns undefined for a policy whose text is not known here */
export function awsManagedPolicy(arn: string): NamedPolicy | undefined {
  const Action = ACTIONS[arn];
  if (Action === undefined) return undefined;
  return {
    name: arn,
    document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] },
  };
}

/** For messages. */
export const KNOWN_MANAGED_POLICIES: readonly string[] = Object.keys(ACTIONS);
