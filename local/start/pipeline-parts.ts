import type { Deployment } from "../deploy/deploy";
import type { PipelinePart } from "./run-result";

/** What the parts of the pipeline are named after, beyond what was deployed. */
export interface PipelineSurroundings {
  readonly instances: readonly string[];
  readonly exportQueueUrl: string;
  readonly zoneBucket: string;
  readonly workflow: string;
}

/** The parts of the deployed pipeline by role, found by how they are wired, not by their names. */
export function pipelineParts(deployment: Deployment, around: PipelineSurroundings): PipelinePart[] {
  const { queues, eventSources, functions, topics, buckets } = deployment;
  const exportQueue = queues.find(({ url }) => url === around.exportQueueUrl);
  const copierSource = eventSources.find(({ queueArn }) => queueArn !== exportQueue?.arn);
  const exportSource = eventSources.find(({ queueArn }) => queueArn === exportQueue?.arn);
  const copierQueue = queues.find(({ arn }) => arn === copierSource?.queueArn);
  const code = new Set(functions.map((each) => each.code.bucket));
  const deadLetters = (arn: string | undefined): string[] =>
    queues.filter((queue) => queue.arn === arn).map(({ name }) => name);
  const parts: PipelinePart[] = [
    { role: "instance", names: around.instances },
    { role: "topic", names: topics.map(({ arn }) => arn.slice(arn.lastIndexOf(":") + 1)) },
    { role: "export queue", names: names(exportQueue?.name) },
    { role: "export function", names: names(exportSource?.functionName) },
    { role: "export bucket", names: buckets.filter((name) => !code.has(name)) },
    { role: "copier queue", names: names(copierQueue?.name) },
    { role: "copier function", names: names(copierSource?.functionName) },
    { role: "landing zone", names: [around.zoneBucket] },
    { role: "workflow", names: [around.workflow] },
    { role: "export dead-letter queue", names: deadLetters(exportQueue?.deadLetterArn) },
    { role: "copier dead-letter queue", names: deadLetters(copierQueue?.deadLetterArn) },
  ];
  return parts;
}

function names(name: string | undefined): string[] {
  return name === undefined ? [] : [name];
}
