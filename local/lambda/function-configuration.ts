/** A deployed Lambda function, as far as running it goes. */
export interface FunctionConfiguration {
  /** Terraform address. */
  readonly address: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly roleArn: string;
  /** `<file without extension>.<export>`. */
  readonly handler: string;
  /** For example nodejs22.x. The host's Node runs the code, whatever stands here. */
  readonly runtime: string;
  /** MB. */
  readonly memorySize: number;
  /** Seconds. */
  readonly timeoutSeconds: number;
  /** The deployed variables, and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: "JSON" | "Text";
  readonly logGroup: string;
  /** X-Ray. @default "PassThrough": the function traces only what is traced before it */
  readonly tracing?: "Active" | "PassThrough";
  /** Instances that may run at once; undefined: no limit of its own. */
  readonly reservedConcurrency?: number;
  readonly code: { readonly bucket: string; readonly key: string; readonly sha256?: string };
}

/** A deployed event source mapping: which queue invokes which function, and how. */
export interface EventSourceConfiguration {
  readonly address: string;
  readonly functionName: string;
  readonly queueArn: string;
  readonly enabled: boolean;
  /** Messages of one invocation at most: 1 to 10, more only with a batching window, which the local run has not. */
  readonly batchSize: number;
  /** ReportBatchItemFailures: the answer tells which messages failed. */
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency?: number;
}

/** Variables that Lambda sets itself and does not let anybody else set (configuration-envvars, "Reserved"). */
const RESERVED_VARIABLES: ReadonlySet<string> = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/** Bytes of all variables together (gettingstarted-limits, "Environment variables"). */
const MAX_ENVIRONMENT_BYTES = 4096;

/** @returns what Lambda would refuse of a function (CreateFunction); empty when it is fine */
export function functionProblems(given: FunctionConfiguration): string[] {
  const reserved = Object.keys(given.environment).filter((name) => RESERVED_VARIABLES.has(name));
  const misnamed = Object.keys(given.environment).filter((name) => !/^[A-Za-z]\w+$/.test(name));
  return [
    ...outside("timeout", given.timeoutSeconds, 1, 900, "s"),
    ...outside("memory size", given.memorySize, 128, 10_240, "MB"),
    ...(/^[\w-]+\.[\w$]+$/.test(given.handler)
      ? []
      : [`handler ${JSON.stringify(given.handler)} is not <file>.<export>`]),
    ...(given.runtime.startsWith("nodejs") ? [] : [`runtime ${given.runtime} is not a Node.js runtime`]),
    ...reserved.map((name) => `variable ${name} is reserved by Lambda`),
    ...misnamed.map((name) => `variable ${name} has a name that Lambda refuses`),
    ...(Buffer.byteLength(JSON.stringify(given.environment)) > MAX_ENVIRONMENT_BYTES
      ? [`the variables take more than ${MAX_ENVIRONMENT_BYTES} bytes`]
      : []),
  ];
}

/** @returns what Lambda would refuse of a mapping (CreateEventSourceMapping); empty when it is fine */
export function eventSourceProblems(
  given: EventSourceConfiguration,
  queue: { readonly visibilitySeconds: number },
  timeoutSeconds: number,
): string[] {
  return [
    ...outside("batch size", given.batchSize, 1, 10, "messages"),
    ...(given.maximumConcurrency === undefined
      ? []
      : outside("maximum concurrency", given.maximumConcurrency, 2, 1000, "instances")),
    ...(queue.visibilitySeconds < timeoutSeconds
      ? [
          `the queue's visibility timeout of ${queue.visibilitySeconds} s is less than the function's ${timeoutSeconds} s`,
        ]
      : []),
  ];
}

function outside(what: string, value: number, least: number, most: number, unit: string): string[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [`${what}: expected ${least} to ${most} ${unit}, got ${value}`];
}
