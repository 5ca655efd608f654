/** An error that an AWS service answers with; each protocol renders it in its own shape. */
export class AwsError extends Error {
  override readonly name = "AwsError";

  /**
   * @param code the error code on the wire, such as `DBSnapshotNotFound`
   * @param status HTTP status
   * @param details further elements of S3's error documents, such as Key or BucketName
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
