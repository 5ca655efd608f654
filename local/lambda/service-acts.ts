import { AwsError } from "../aws/aws-error";
import { need } from "../aws/needs/need";
import type { Caller, LocalAws } from "../aws/types";
import type { FunctionConfiguration } from "./function-configuration";

/** An execution environment: the session of the role, and the log stream that only it writes. */
export interface ActingInstance {
  readonly session: string;
  readonly logStreamName: string;
}

type Authorising = Pick<LocalAws, "authorise" | "region" | "accountId">;

/**
 * What Lambda does around a function's code: it assumes the function's role, and writes its log and its traces as that
 * role. There is no log service here to call, so each is put to the policies, and recorded.
 */
export class ServiceActs {
  constructor(
    private readonly aws: Authorising,
    private readonly configuration: FunctionConfiguration,
  ) {}

  /** As an instance starts. @throws AwsError when the role does not trust Lambda */
  async assumeRole(): Promise<void> {
    const { functionArn: sourceArn, roleArn } = this.configuration;
    const lambda = { principal: "lambda.amazonaws.com", accountId: this.aws.accountId, sourceArn };
    await this.aws.authorise(lambda, { service: "sts", operation: "AssumeRole", resource: roleArn }, [
      need("sts:AssumeRole", roleArn, "runs the function as its role"),
    ]);
  }

  /** Before the first line of an instance. */
  async openLog(instance: ActingInstance): Promise<void> {
    await this.attempt(instance, "logs", "CreateLogStream", this.stream(instance), "makes a log stream");
  }

  /** After an invocation: its lines and, with active tracing, its trace (services-xray). */
  async report(instance: ActingInstance): Promise<void> {
    await this.attempt(instance, "logs", "PutLogEvents", this.stream(instance), "writes the log");
    if (this.configuration.tracing !== "Active") return;
    await this.attempt(instance, "xray", "PutTraceSegments", "*", "writes the trace");
    await this.attempt(instance, "xray", "PutTelemetryRecords", "*", "reports how tracing goes");
  }

  private stream({ logStreamName }: ActingInstance): string {
    const { region, accountId } = this.aws;
    const { logGroup } = this.configuration;
    return `arn:aws:logs:${region}:${accountId}:log-group:${logGroup}:log-stream:${logStreamName}`;
  }

  /** Lambda runs a function that may not write its log all the same; the record of calls shows what was denied. */
  private async attempt(
    { session }: ActingInstance,
    service: string,
    operation: string,
    resource: string,
    purpose: string,
  ): Promise<void> {
    const { accountId } = this.aws;
    const role: Caller = { principal: this.configuration.roleArn, accountId, session };
    const needs = [need(`${service}:${operation}`, resource, purpose, { accountId })];
    try {
      await this.aws.authorise(role, { service, operation, resource }, needs);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
    }
  }
}
