import * as z from "zod";
import type { EventRule, Schedule } from "../aws/events/local-events";
import type { EventSourceConfiguration, FunctionConfiguration } from "../lambda/function-configuration";
import { deployBuckets, deployObjects } from "./buckets";
import type { Clients } from "./clients";
import type { Configuration } from "./configuration";
import { readEventRules, readSchedules } from "./event-bridge";
import { deployEventSubscriptions } from "./event-subscriptions";
import { readEventSources, readFunctions } from "./functions";
import { deployQueuePolicies, deployQueues, type DeployedQueue } from "./queues";
import { checkResourceTypes } from "./resource-types";
import { deploySubscriptions, deployTopics, type DeployedTopic } from "./topics";

/** What stands after a deployment. */
export interface Deployment {
  readonly buckets: readonly string[];
  readonly queues: readonly DeployedQueue[];
  readonly topics: readonly DeployedTopic[];
  readonly functions: readonly FunctionConfiguration[];
  readonly eventSources: readonly EventSourceConfiguration[];
  /** ARNs of the stack's roles. */
  readonly roles: readonly string[];
  /** ARNs of the stack's keys. */
  readonly keys: readonly string[];
  readonly workflows: readonly string[];
  /** Not yet at work: see LocalEvents. */
  readonly eventRules: readonly EventRule[];
  readonly schedules: readonly Schedule[];
}

/**
 * Carries out a synthesised stack through the SDK against the local endpoint, in the order in which things need
 * each other. RDS's event subscription comes last: from then on events flow.
 *
 * @param stackDirectory where `cdk.tf.json` lies; the paths of assets begin there
 * @throws TerraformJsonError, UnresolvedExpressionError, or what a service answers
 */
export async function deploy(
  configuration: Configuration,
  clients: Clients,
  stackDirectory: string,
): Promise<Deployment> {
  checkResourceTypes(configuration.all());
  const functions = readFunctions(configuration);
  const eventRules = readEventRules(configuration);
  const schedules = readSchedules(configuration);
  const buckets = await deployBuckets(configuration, clients);
  await deployObjects(configuration, clients, stackDirectory);
  const queues = await deployQueues(configuration, clients);
  const eventSources = readEventSources(configuration, functions, queues);
  const topics = await deployTopics(configuration, clients);
  await deployQueuePolicies(configuration, clients);
  await deploySubscriptions(configuration, clients);
  await deployEventSubscriptions(configuration, clients);
  return {
    buckets,
    queues,
    topics,
    functions,
    eventSources,
    roles: attributes(configuration, "aws_iam_role", "arn"),
    keys: attributes(configuration, "aws_kms_key", "arn"),
    workflows: attributes(configuration, "aws_glue_workflow", "name"),
    eventRules,
    schedules,
  };
}

function attributes(configuration: Configuration, type: string, attribute: string): string[] {
  return configuration
    .resources(type)
    .map(({ address }) =>
      z.string().parse(configuration.valueOf({ address, attribute }, { address, attribute })),
    );
}
