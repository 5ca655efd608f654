import path from "node:path";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import type { SQSEvent } from "aws-lambda";
import type { Caller, Credentials, LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import { clientsOf, type Clients } from "../deploy/clients";
import type { Deployment } from "../deploy/deploy";
import { repositoryRoot } from "../../modules/shared/repository-root";
import { EventSource, type EventSourceReport } from "./event-source";
import type { FunctionConfiguration } from "./function-configuration";
import { unpackFunctionCode } from "./function-code";
import { LocalFunction, type FunctionLine } from "./local-function";
import { ServiceActs } from "./service-acts";

export interface LocalLambdaOptions {
  readonly aws: Pick<
    LocalAws,
    "endpoint" | "region" | "accountId" | "credentialsFor" | "authorise" | "onKill"
  >;
  readonly clock: WorldClock;
  /** The unzipped code goes into one folder per function here. */
  readonly directory: string;
  /** May read the artefact bucket. */
  readonly deployer: Clients;
  readonly onLine: (line: FunctionLine) => void;
  readonly onReport: (report: EventSourceReport) => void;
  /** Is shown each event before its function gets it. */
  readonly onEvent: (functionName: string, event: SQSEvent) => void;
}

/** Lambda limits nothing here; the machine does. */
const MAX_INSTANCES = 4;

/** The deployed functions and what invokes them. */
export class LocalLambda {
  private readonly functions = new Map<string, LocalFunction>();
  private readonly sources: EventSource[] = [];
  private readonly pollers: Clients[] = [];

  private constructor(private readonly options: LocalLambdaOptions) {}

  /**
   * Fetches each function's zip from its bucket, unpacks it, and starts to poll the queues.
   *
   * @throws FunctionCodeError when a zip is not the one that the stack names
   */
  static async start(deployment: Deployment, options: LocalLambdaOptions): Promise<LocalLambda> {
    const lambda = new LocalLambda(options);
    options.aws.onKill((caller) => lambda.kill(caller));
    for (const configuration of deployment.functions) await lambda.addFunction(configuration);
    for (const configuration of deployment.eventSources) {
      const target = lambda.functions.get(configuration.functionName);
      const queue = deployment.queues.find(({ arn }) => arn === configuration.queueArn);
      if (target === undefined || queue === undefined)
        throw new Error(`${configuration.address}: its function or queue is not deployed`);
      const clients = clientsOf(options.aws, lambda.credentialsOf(target.configuration));
      lambda.pollers.push(clients);
      lambda.sources.push(
        new EventSource({
          configuration,
          queueUrl: queue.url,
          region: options.aws.region,
          sqs: clients.sqs,
          invoke: (event) => {
            options.onEvent(configuration.functionName, event);
            return target.invoke(event);
          },
          concurrency: Math.min(
            MAX_INSTANCES,
            configuration.maximumConcurrency ?? MAX_INSTANCES,
            target.configuration.reservedConcurrency ?? MAX_INSTANCES,
          ),
          onReport: options.onReport,
        }),
      );
    }
    for (const source of lambda.sources) source.start();
    return lambda;
  }

  /** Batches that are being handled now. */
  get active(): number {
    return this.sources.reduce((sum, { active }) => sum + active, 0);
  }

  /** Ends every process and every poll, whatever they are at; resolves when they are gone. */
  async close(): Promise<void> {
    const stopped = this.sources.map((source) => source.stop());
    await Promise.all([...this.functions.values()].map((each) => each.close()));
    await Promise.all(stopped);
    for (const clients of this.pollers) clients.destroy();
  }

  private async kill({ principal, session }: Caller): Promise<boolean> {
    const candidates = [...this.functions.values()].filter(
      (each) => each.configuration.roleArn === principal,
    );
    const killed = await Promise.all(candidates.map((each) => each.kill(session)));
    return killed.includes(true);
  }

  private async addFunction(configuration: FunctionConfiguration): Promise<void> {
    const { aws, clock, directory, deployer, onLine } = this.options;
    const { Body } = await deployer.s3.send(
      new GetObjectCommand({ Bucket: configuration.code.bucket, Key: configuration.code.key }),
    );
    if (Body === undefined) throw new Error(`${configuration.address}: its code is an empty answer`);
    const codeDirectory = path.join(directory, configuration.functionName);
    await unpackFunctionCode(configuration, await Body.transformToByteArray(), codeDirectory);
    this.functions.set(
      configuration.functionName,
      new LocalFunction({
        configuration,
        surroundings: {
          region: aws.region,
          endpoint: aws.endpoint,
          codeDirectory,
          path: process.env["PATH"],
        },
        credentialsFor: (session) => this.credentialsOf(configuration, session),
        acts: new ServiceActs(aws, configuration),
        bootstrap: path.join(repositoryRoot(), "local", "lambda", "bootstrap.mjs"),
        clock,
        onLine,
      }),
    );
  }

  /** @param session of one instance; absent for Lambda's own polling as the function */
  private credentialsOf({ roleArn: principal }: FunctionConfiguration, session?: string): Credentials {
    const { aws } = this.options;
    return aws.credentialsFor({
      ...{ principal, accountId: aws.accountId },
      ...(session === undefined ? {} : { session }),
    });
  }
}
