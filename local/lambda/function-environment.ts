import type { Credentials } from "../aws/types";
import type { FunctionConfiguration } from "./function-configuration";

/** What a function's environment is made of beyond its configuration. */
export interface FunctionSurroundings {
  readonly region: string;
  readonly endpoint: string;
  /** Of the function's role. */
  readonly credentials: Credentials;
  /** Folder of the unzipped code. */
  readonly codeDirectory: string;
  readonly logStream: string;
  /** PATH of the parent process: the only thing of its environment that reaches a function. */
  readonly path: string | undefined;
}

/**
 * A function's whole environment: the deployed variables, what Lambda itself sets (configuration-envvars), and the
 * address of the local endpoint. HOME is the code's folder, so that no AWS configuration file of the person who
 * runs this is read.
 */
export function functionEnvironment(
  given: FunctionConfiguration,
  around: FunctionSurroundings,
): Record<string, string> {
  return {
    ...given.environment,
    _HANDLER: given.handler,
    AWS_ACCESS_KEY_ID: around.credentials.accessKeyId,
    AWS_DEFAULT_REGION: around.region,
    AWS_ENDPOINT_URL: around.endpoint,
    AWS_EXECUTION_ENV: `AWS_Lambda_${given.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(given.memorySize),
    AWS_LAMBDA_FUNCTION_NAME: given.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: given.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: given.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: around.logStream,
    AWS_REGION: around.region,
    AWS_SECRET_ACCESS_KEY: around.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: around.credentials.sessionToken,
    HOME: around.codeDirectory,
    LAMBDA_TASK_ROOT: around.codeDirectory,
    LANG: "en_US.UTF-8",
    ...(around.path === undefined ? {} : { PATH: around.path }),
    TZ: ":UTC",
  };
}
