import type { Readable } from "node:stream";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { CredentialBook } from "./credential-book";
import type { ExportTask } from "./rds/model";
import type { RdsNotification } from "./rds/rds-world";

/**
 * The calls that AWS's own services make to each other. They go through the endpoint like everybody's, under the
 * identity that they have in AWS, so that they are recorded, can be refused, and can be made to fail.
 */
export class OwnClients {
  private sns: SNSClient | undefined;
  private readonly s3 = new Map<string, S3Client>();

  constructor(
    private readonly endpoint: () => string,
    private readonly region: string,
    private readonly accountId: string,
    private readonly credentials: CredentialBook,
  ) {}

  /** As events.rds.amazonaws.com. */
  async publish(topicArn: string, { subject, message, attributes }: RdsNotification): Promise<void> {
    this.sns ??= new SNSClient(this.settings("events.rds.amazonaws.com"));
    await this.sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: message,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            { DataType: "String", StringValue: value },
          ]),
        ),
      }),
    );
  }

  /** As the task's role, encrypted with the task's key. */
  async putObject(
    task: ExportTask,
    key: string,
    body: Uint8Array | Readable,
    contentLength: number,
  ): Promise<void> {
    await this.s3For(task.iamRoleArn).send(
      new PutObjectCommand({
        Bucket: task.bucket,
        Key: key,
        Body: body,
        ContentLength: contentLength,
        ServerSideEncryption: "aws:kms",
        SSEKMSKeyId: task.kmsKeyId,
      }),
    );
  }

  close(): void {
    this.sns?.destroy();
    for (const client of this.s3.values()) client.destroy();
  }

  private s3For(roleArn: string): S3Client {
    const known = this.s3.get(roleArn);
    if (known !== undefined) return known;
    const client = new S3Client({ ...this.settings(roleArn), forcePathStyle: true });
    this.s3.set(roleArn, client);
    return client;
  }

  private settings(principal: string): {
    endpoint: string;
    region: string;
    credentials: ReturnType<CredentialBook["credentialsFor"]>;
  } {
    return {
      endpoint: this.endpoint(),
      region: this.region,
      credentials: this.credentials.credentialsFor({ principal, accountId: this.accountId }),
    };
  }
}
