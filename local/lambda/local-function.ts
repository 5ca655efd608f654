import { randomBytes, randomUUID } from "node:crypto";
import { AwsError } from "../aws/aws-error";
import type { Credentials } from "../aws/types";
import type { WorldClock } from "../clock";
import type { InvocationOutcome } from "./batch-outcome";
import type { FunctionConfiguration } from "./function-configuration";
import { functionEnvironment, type FunctionSurroundings } from "./function-environment";
import { FunctionInstance } from "./function-instance";
import type { ServiceActs } from "./service-acts";

/** A line that a function wrote. */
export interface FunctionLine {
  readonly functionName: string;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface LocalFunctionOptions {
  readonly configuration: FunctionConfiguration;
  readonly surroundings: Omit<FunctionSurroundings, "logStream" | "credentials">;
  /** Of the function's role, in a session that only one instance has. */
  readonly credentialsFor: (session: string) => Credentials;
  /** What Lambda does around the function's code. */
  readonly acts: Pick<ServiceActs, "assumeRole" | "openLog" | "report">;
  /** Path of `bootstrap.mjs`. */
  readonly bootstrap: string;
  readonly clock: WorldClock;
  readonly onLine: (line: FunctionLine) => void;
}

/** A process with its log stream and its session: each execution environment has its own. */
interface Environment {
  readonly instance: FunctionInstance;
  readonly logStreamName: string;
  readonly session: string;
}

/**
 * A function and its warm instances: an invocation takes the one that was used last, or starts a process. The
 * time-out runs in real time, because work is not sped up.
 */
export class LocalFunction {
  readonly configuration: FunctionConfiguration;
  private readonly idle: Environment[] = [];
  private readonly alive = new Set<Environment>();
  private closed = false;

  constructor(private readonly options: LocalFunctionOptions) {
    this.configuration = options.configuration;
  }

  async invoke(event: unknown): Promise<InvocationOutcome> {
    const { timeoutSeconds, functionName, functionArn, memorySize, logGroup } = this.configuration;
    const environment = this.idle.pop() ?? (await this.startEnvironment());
    if ("kind" in environment) return environment;
    const outcome = await environment.instance.invoke(
      {
        event,
        traceId: `Root=1-${randomBytes(4).toString("hex")}-${randomBytes(12).toString("hex")};Sampled=0`,
        context: {
          awsRequestId: randomUUID(),
          functionName,
          invokedFunctionArn: functionArn,
          memoryLimitInMB: String(memorySize),
          logGroupName: logGroup,
          logStreamName: environment.logStreamName,
          deadline: Date.now() + timeoutSeconds * 1000,
        },
      },
      timeoutSeconds,
    );
    await this.options.acts.report(environment);
    const reusable = outcome.kind === "returned" || outcome.kind === "threw";
    if (reusable && this.alive.has(environment)) this.idle.push(environment);
    else await this.end(environment);
    return outcome;
  }

  /** Ends the process of one session; whatever it is at, its invocation has crashed. @returns whether there was one */
  async kill(session: string | undefined): Promise<boolean> {
    const environment = [...this.alive].find((each) => each.session === session);
    if (environment === undefined) return false;
    await this.end(environment);
    return true;
  }

  /** Ends every process; resolves when they are gone. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.alive].map((environment) => this.end(environment)));
  }

  /** @returns how the invocation ends when none can be started */
  private async startEnvironment(): Promise<Environment | InvocationOutcome> {
    const { acts, configuration } = this.options;
    try {
      await acts.assumeRole();
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const errorMessage = `The role ${configuration.roleArn} defined for the function cannot be assumed by Lambda.`;
      return { kind: "threw", errorType: "AccessDeniedException", errorMessage };
    }
    if (this.closed) return { kind: "crashed", how: "the function was removed" };
    const environment = this.newEnvironment();
    await acts.openLog(environment);
    return environment;
  }

  private newEnvironment(): Environment {
    const { configuration, clock, bootstrap, surroundings, credentialsFor, onLine } = this.options;
    const day = clock.now().toISOString().slice(0, 10).replaceAll("-", "/");
    const session = randomBytes(16).toString("hex");
    const logStreamName = `${day}/${configuration.functionName}[$LATEST]${session}`;
    const instance = new FunctionInstance(
      {
        bootstrap,
        codeDirectory: surroundings.codeDirectory,
        handler: configuration.handler,
        environment: functionEnvironment(configuration, {
          ...surroundings,
          credentials: credentialsFor(session),
          logStream: logStreamName,
        }),
        clock,
      },
      (stream, text) => {
        onLine({ functionName: configuration.functionName, stream, text });
      },
    );
    const environment = { instance, logStreamName, session };
    this.alive.add(environment);
    return environment;
  }

  private async end(environment: Environment): Promise<void> {
    this.alive.delete(environment);
    if (this.idle.includes(environment)) this.idle.splice(this.idle.indexOf(environment), 1);
    await environment.instance.end();
  }
}
