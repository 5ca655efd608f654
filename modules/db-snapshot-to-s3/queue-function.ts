import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { TerraformMetaArguments } from "cdktf";
import { Construct } from "constructs";
import { addressed } from "../shared/address";
import type { Bundle } from "../shared/bundle";
import { BundledFunction, type FunctionEnvironment } from "../shared/bundled-function";
import type { PolicyStatement } from "../shared/policy-document";
import type { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";
import { Role } from "../shared/role";
import { is } from "../shared/truth";
import { ownQueueStatements } from "./queue-permissions";
import type { PipelineSettings } from "./settings";

export interface QueueFunctionProps<Environment> {
  readonly settings: PipelineSettings;
  /** The queue that invokes the function. */
  readonly queue: QueueWithDeadLetters;
  /** Bundled from `functions/<source>/index.ts`. */
  readonly source: string;
  readonly functionName: string;
  readonly roleName: string;
  readonly description: string;
  readonly zipName: string;
  /** MB. */
  readonly memorySize: number;
  readonly environment: FunctionEnvironment<Environment>;
  /** What the function may do beyond its own queue, logs and traces. */
  readonly permissions: readonly PolicyStatement[];
  /** Names in Terraform, where addresses are fixed. */
  readonly terraformName: string;
  readonly mappingTerraformName: string;
  readonly lifecycle?: NonNullable<TerraformMetaArguments["lifecycle"]>;
}

/** A function that reads a queue, message by message, as a role that may do just what it needs. */
export class QueueFunction<Environment> extends Construct {
  readonly lambda: LambdaFunction;
  readonly bundle: Bundle;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: QueueFunctionProps<Environment>) {
    super(scope, id);
    const { terraformName } = props;
    this.role = new Role(this, "role", {
      name: props.roleName,
      terraformName,
      service: "lambda.amazonaws.com",
      tags: props.settings.tags,
    });
    const code = this.createFunction(props);
    this.lambda = code.lambda;
    this.bundle = code.bundle;
    this.readQueue(props);
  }

  private grantRights(
    { settings, queue, permissions }: QueueFunctionProps<Environment>,
    logGroup: CloudwatchLogGroup,
  ): IamRolePolicyAttachment {
    return this.role.allow([
      ...ownQueueStatements(queue),
      ...permissions,
      ...observationStatements(logGroup.arn, settings.lambdaTracingMode),
    ]);
  }

  /** Lambda refuses a queue that the function's role may not read: the function has waited for the role's rights. */
  private readQueue(props: QueueFunctionProps<Environment>): void {
    addressed(
      new LambdaEventSourceMapping(this, "mapping", {
        eventSourceArn: props.queue.queue.arn,
        functionName: this.lambda.arn,
        enabled: true,
        // One snapshot or one export per invocation, which then has all of the 15 minutes.
        batchSize: 1,
        functionResponseTypes: ["ReportBatchItemFailures"],
        tags: props.settings.tags,
      }),
      props.mappingTerraformName,
    );
  }

  private createFunction(props: QueueFunctionProps<Environment>): BundledFunction<Environment> {
    const { settings } = props;
    return new BundledFunction<Environment>(this, "function", {
      source: props.source,
      functionName: props.functionName,
      description: props.description,
      roleArn: this.role.arn,
      grantRights: (logGroup) => this.grantRights(props, logGroup),
      environment: props.environment,
      artefactBucket: settings.lambdaArtefactStorageBucket,
      artefactKeyPrefix: settings.lambdaArtefactKeyPrefix,
      zipName: props.zipName,
      runtime: settings.lambdaRuntime,
      architecture: settings.lambdaArchitecture,
      memorySize: props.memorySize,
      tracingMode: settings.lambdaTracingMode,
      // Not /aws/lambda/…: those of a pipeline that runs already were made by Lambda itself.
      logGroupName: `/db-snapshot-to-s3/${props.functionName}`,
      logRetentionInDays: settings.logRetentionInDays,
      ...(settings.logKmsKeyArn !== undefined && { logKmsKeyArn: settings.logKmsKeyArn }),
      tags: settings.tags,
      terraformName: props.terraformName,
      ...(props.lifecycle && { lifecycle: props.lifecycle }),
    });
  }
}

/** Writing one's own logs, and traces where they are taken. */
function observationStatements(logGroupArn: string, tracingMode: string): readonly PolicyStatement[] {
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${logGroupArn}:*`],
    },
    {
      // AWS knows no resources here: a trace belongs to nothing that an ARN could name.
      sid: "WriteTraces",
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
      when: is(tracingMode, "Active"),
    },
  ];
}
