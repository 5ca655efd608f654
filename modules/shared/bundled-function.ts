import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import type { ITerraformDependable, TerraformMetaArguments } from "cdktf";
import { Construct } from "constructs";
import { FUNCTION_TIMEOUT_SECONDS } from "../../functions/shared/limits";
import { addressed } from "./address";
import { BUNDLE_HANDLER, type Bundle } from "./bundle";
import { bundleAsset } from "./bundle-asset";
import { functionBundle } from "./function-bundle";

/** Values for exactly the variables of a function's environment schema. */
export type FunctionEnvironment<Environment> = Readonly<Record<keyof Environment & string, string>>;

export interface BundledFunctionProps<Environment> {
  /** Bundled from `functions/<source>/index.ts`. */
  readonly source: string;
  readonly functionName: string;
  readonly description: string;
  readonly roleArn: string;
  /**
   * Gives the role its rights, for which the log group has to be known. The function comes after what is returned: new
   * code must not run without its new rights, and Lambda refuses to trace as a role that may not write traces.
   */
  readonly grantRights: (logGroup: CloudwatchLogGroup) => ITerraformDependable;
  readonly environment: FunctionEnvironment<Environment>;
  /** Bucket that receives the zip, and the zip's key in it: prefix and name. */
  readonly artefactBucket: string;
  readonly artefactKeyPrefix: string;
  readonly zipName: string;
  /** Lambda's name of a Node.js runtime. */
  readonly runtime: string;
  /** `arm64` or `x86_64`. */
  readonly architecture: string;
  /** MB, 128 to 10,240. */
  readonly memorySize: number;
  /** X-Ray: `Active` or `PassThrough`. */
  readonly tracingMode: string;
  readonly logGroupName: string;
  readonly logRetentionInDays: number;
  /** Key that encrypts the logs. @default CloudWatch's own */
  readonly logKmsKeyArn?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Name in Terraform of everything that belongs to the function, where addresses are fixed. */
  readonly terraformName: string;
  /** Of the function itself. */
  readonly lifecycle?: NonNullable<TerraformMetaArguments["lifecycle"]>;
}

/** A Lambda function whose code is bundled at synth, and the log group that it writes to. */
export class BundledFunction<Environment> extends Construct {
  readonly bundle: Bundle;
  readonly logGroup: CloudwatchLogGroup;
  readonly lambda: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BundledFunctionProps<Environment>,
  ) {
    super(scope, id);
    const { terraformName } = props;
    this.bundle = functionBundle(props.source);
    const code = addressed(this.createCode(), terraformName);
    this.logGroup = addressed(this.createLogGroup(), terraformName);
    const rights = props.grantRights(this.logGroup);
    this.lambda = addressed(this.createFunction(code, rights), terraformName);
    addressed(
      // Queues invoke synchronously. Should anybody invoke it otherwise, a failure is not repeated behind our back.
      new LambdaFunctionEventInvokeConfig(this, "invoke-config", {
        functionName: this.lambda.functionName,
        qualifier: "$LATEST",
        maximumRetryAttempts: 0,
      }),
      terraformName,
    );
  }

  private createCode(): S3Object {
    const { artefactBucket: bucket, artefactKeyPrefix, zipName } = this.props;
    const { sha256 } = this.bundle;
    return new S3Object(this, "code", {
      bucket,
      key: `${artefactKeyPrefix}${zipName}`,
      source: bundleAsset(this, "zip", this.bundle, zipName),
      // Uploads a changed zip. An ETag would not do: with SSE-KMS it is not the MD5 of the contents.
      sourceHash: sha256.hex,
      contentType: "application/zip",
      metadata: { last_updated: sha256.hex },
      // No tags: an object takes ten, a queue fifty, and `tags` are everybody's.
    });
  }

  private createLogGroup(): CloudwatchLogGroup {
    const { logGroupName: name, logRetentionInDays: retentionInDays, logKmsKeyArn, tags } = this.props;
    return new CloudwatchLogGroup(this, "log-group", {
      name,
      retentionInDays,
      ...(logKmsKeyArn !== undefined && { kmsKeyId: logKmsKeyArn }),
      tags,
    });
  }

  private createFunction(code: S3Object, rights: ITerraformDependable): LambdaFunction {
    const { props } = this;
    return new LambdaFunction(this, "function", {
      functionName: props.functionName,
      description: props.description,
      role: props.roleArn,
      runtime: props.runtime,
      architectures: [props.architecture],
      handler: BUNDLE_HANDLER,
      s3Bucket: code.bucket,
      s3Key: code.key,
      // A changed zip has the same name: this is what makes Lambda take it.
      sourceCodeHash: this.bundle.sha256.base64,
      memorySize: props.memorySize,
      timeout: FUNCTION_TIMEOUT_SECONDS,
      environment: { variables: { ...props.environment, NODE_OPTIONS: "--enable-source-maps" } },
      loggingConfig: { logFormat: "JSON", logGroup: this.logGroup.name },
      tracingConfig: { mode: props.tracingMode },
      tags: props.tags,
      dependsOn: [code, rights],
      ...(props.lifecycle && { lifecycle: props.lifecycle }),
    });
  }
}
