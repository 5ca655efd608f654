/**
 * Numbers that the constructs and the handlers must agree on, each with its unit and source.
 * Nothing here imports anything: both sides may use it.
 */

/** Lambda timeout of both functions, in seconds: the longest that Lambda allows (quota "Function timeout"). */
export const FUNCTION_TIMEOUT_SECONDS = 900;

/** Visibility timeout of both queues, in seconds: AWS asks for at least six function timeouts. */
export const QUEUE_VISIBILITY_SECONDS = 6 * FUNCTION_TIMEOUT_SECONDS;

/** Receives before SQS moves a message to the dead-letter queue: only for crashes, the functions do the rest. */
export const QUEUE_MAX_RECEIVES = 4;

/** The longest delay of one SQS message, in seconds (API_SendMessage, DelaySeconds). */
export const SQS_MAX_DELAY_SECONDS = 900;

/** The longest retention of a queue, in seconds: 14 days (API_CreateQueue, MessageRetentionPeriod). */
export const SQS_MAX_RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** The largest SQS message, in bytes, attributes included (API_SendMessage). */
export const SQS_MAX_MESSAGE_BYTES = 1_048_576;

/**
 * What the functions send, in bytes, attributes included. SQS takes 1 MiB today, but queues that were made earlier, or by
 * Terraform's default (aws_sqs_queue, max_message_size, up to version 6.7 of the provider), take no more than this.
 */
export const QUEUE_MAX_MESSAGE_BYTES = 262_144;

/**
 * Two snapshots of one ARN are further apart, in seconds: the first has to be deleted, and the second takes minutes to make.
 * RDS's calls give the time of one snapshot with differences of less.
 */
export const SAME_SNAPSHOT_SECONDS = 30;

/** Export tasks that RDS runs at once per account (USER_ExportSnapshot). */
export const RDS_MAX_CONCURRENT_EXPORTS = 5;

/** The longest export task identifier that RDS accepts in practice, in characters. */
export const EXPORT_TASK_ID_MAX_LENGTH = 60;

/** The largest object that one CopyObject call takes, in bytes: 5 GiB (API_CopyObject). A part may be as large. */
export const S3_MAX_COPY_BYTES = 5 * 1024 ** 3;

/** The most parts that an object is put together from (qfacts). */
export const S3_MAX_PARTS = 10_000;

/** The largest object, in bytes: 10,000 parts of 5 GiB, 48.8 TiB (qfacts). */
export const S3_MAX_OBJECT_BYTES = S3_MAX_PARTS * S3_MAX_COPY_BYTES;

/** The longest key of an object, in bytes of UTF-8 (object-keys). */
export const S3_MAX_KEY_BYTES = 1024;

/** Characters of an identifier or a bucket's name in a message: RDS and S3 allow fewer. */
export const IDENTIFIER_MAX_CHARACTERS = 255;

/** Characters of an ARN in a message: RDS's are shorter. */
export const ARN_MAX_CHARACTERS = 512;
