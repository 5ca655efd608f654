import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";

/** A queue of the pipeline, and what belongs to it. */
export interface PipelineQueue {
  readonly queue: SqsQueue;
  /** Where the messages end that came to nothing, each with its reason and what to do. */
  readonly deadLetterQueue: SqsQueue;
  /** Encrypts both. */
  readonly key: KmsKey;
}

/** A function of the pipeline, and the role that it runs as. */
export interface PipelineFunction {
  readonly lambda: LambdaFunction;
  readonly role: {
    /** What others trust: the landing zone's policies the copier's, those of a database's key the export function's. */
    readonly arn: string;
  };
}

/** Where the instances' backup events arrive. */
export interface PipelineEvents {
  readonly topic: SnsTopic;
}

/** What RDS exports as. */
export interface PipelineExportService {
  /** Role that RDS assumes to write the Parquet files. */
  readonly roleArn: string;
}
