import * as z from "zod";
import {
  eventSourceProblems,
  functionProblems,
  type EventSourceConfiguration,
  type FunctionConfiguration,
} from "../lambda/function-configuration";
import type { Configuration } from "./configuration";
import { nested } from "./nested";
import type { DeployedQueue } from "./queues";
import { TerraformJsonError } from "./terraform-json";

const functionArguments = z.strictObject({
  function_name: z.string(),
  role: z.string(),
  handler: z.string(),
  runtime: z.string(),
  s3_bucket: z.string(),
  s3_key: z.string(),
  architectures: z.array(z.enum(["arm64", "x86_64"])).optional(),
  description: z.string().optional(),
  environment: nested({ variables: z.record(z.string(), z.string()).default({}) }).optional(),
  logging_config: nested({
    log_format: z.enum(["JSON", "Text"]),
    log_group: z.string().optional(),
    application_log_level: z.string().optional(),
    system_log_level: z.string().optional(),
  }).optional(),
  memory_size: z.number().default(128),
  package_type: z.literal("Zip").optional(),
  publish: z.literal(false).optional(),
  reserved_concurrent_executions: z.number().optional(),
  source_code_hash: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  timeout: z.number().default(3),
  tracing_config: nested({ mode: z.enum(["Active", "PassThrough"]) }).optional(),
});

const mappingArguments = z.strictObject({
  event_source_arn: z.string(),
  /** Name or ARN. */
  function_name: z.string(),
  batch_size: z.number().default(10),
  enabled: z.boolean().default(true),
  function_response_types: z.array(z.enum(["ReportBatchItemFailures"])).default([]),
  maximum_batching_window_in_seconds: z.literal(0).optional(),
  scaling_config: nested({ maximum_concurrency: z.number().optional() }).optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** @throws TerraformJsonError for what the local run does not know, or what Lambda would refuse */
export function readFunctions(configuration: Configuration): FunctionConfiguration[] {
  return configuration.resources("aws_lambda_function").map((block) => {
    const given = configuration.read(block, functionArguments);
    const { region, accountId } = configuration.target;
    const reserved = given.reserved_concurrent_executions;
    const read: FunctionConfiguration = {
      address: block.address,
      functionName: given.function_name,
      functionArn: `arn:aws:lambda:${region}:${accountId}:function:${given.function_name}`,
      roleArn: given.role,
      handler: given.handler,
      runtime: given.runtime,
      memorySize: given.memory_size,
      timeoutSeconds: given.timeout,
      environment: given.environment?.variables ?? {},
      logFormat: given.logging_config?.log_format ?? "Text",
      logGroup: given.logging_config?.log_group ?? `/aws/lambda/${given.function_name}`,
      ...(given.tracing_config === undefined ? {} : { tracing: given.tracing_config.mode }),
      ...(reserved === undefined || reserved < 0 ? {} : { reservedConcurrency: reserved }),
      code: {
        bucket: given.s3_bucket,
        key: given.s3_key,
        ...(given.source_code_hash === undefined ? {} : { sha256: given.source_code_hash }),
      },
    };
    refuse(block.address, functionProblems(read));
    return read;
  });
}

/** @throws TerraformJsonError for what the local run does not know, or what Lambda would refuse */
export function readEventSources(
  configuration: Configuration,
  functions: readonly FunctionConfiguration[],
  queues: readonly DeployedQueue[],
): EventSourceConfiguration[] {
  return configuration.resources("aws_lambda_event_source_mapping").map((block) => {
    const given = configuration.read(block, mappingArguments);
    const target = functions.find(({ functionName, functionArn }) =>
      [functionName, functionArn].includes(given.function_name),
    );
    const queue = queues.find(({ arn }) => arn === given.event_source_arn);
    if (target === undefined || queue === undefined)
      throw new TerraformJsonError(
        `${block.address}: expected a queue and a function of this stack, got ${given.event_source_arn} and ${given.function_name}`,
      );
    const concurrency = given.scaling_config?.maximum_concurrency;
    const read: EventSourceConfiguration = {
      address: block.address,
      functionName: target.functionName,
      queueArn: queue.arn,
      enabled: given.enabled,
      batchSize: given.batch_size,
      reportsItemFailures: given.function_response_types.includes("ReportBatchItemFailures"),
      ...(concurrency === undefined ? {} : { maximumConcurrency: concurrency }),
    };
    refuse(block.address, eventSourceProblems(read, queue, target.timeoutSeconds));
    return read;
  });
}

function refuse(address: string, problems: readonly string[]): void {
  if (problems.length > 0)
    throw new TerraformJsonError(`${address}: Lambda would refuse this: ${problems.join("; ")}`);
}
