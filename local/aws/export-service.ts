import type { Readable } from "node:stream";
import {
  GetBucketLocationCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { AwsError } from "./aws-error";
import { CallerClients, type EndpointAccess } from "./caller-clients";
import { exportFailure, refusalCause } from "./export-failure";
import { need } from "./needs/need";
import { EXPORT_SERVICE } from "./needs/rds-needs";
import type { OwnActs } from "./own-acts";
import type { ExportTask } from "./rds/model";

/** What RDS's export service does in the account, with the role that it was passed. */
export class ExportService {
  private readonly clients: CallerClients<S3Client>;

  constructor(
    private readonly access: EndpointAccess,
    private readonly acts: OwnActs,
  ) {
    this.clients = new CallerClients(
      access,
      (settings) => new S3Client({ ...settings, forcePathStyle: true }),
    );
  }

  /**
   * Assumes the task's role, and looks at the bucket with it: RDS validates before it exports that the bucket is there
   * and in its region (USER_ExportSnapshot, failure messages).
   *
   * @returns the task's FailureCause when it may not, else undefined
   */
  async whyNotExportable(task: ExportTask): Promise<string | undefined> {
    const { accountId, region } = this.access;
    const { iamRoleArn: role, bucket, identifier, prefix } = task;
    try {
      await this.acts.perform(
        { principal: EXPORT_SERVICE, accountId, sourceArn: task.sourceArn },
        { service: "sts", operation: "AssumeRole", resource: role },
        () => [need("sts:AssumeRole", role, "lets RDS write the export")],
      );
    } catch (error) {
      if (error instanceof AwsError) return exportFailure.cannotAssume(task);
      throw error;
    }
    const s3 = this.s3(task);
    try {
      const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: bucket }));
      // S3 names every region but its first.
      if ((LocationConstraint ?? "us-east-1") !== region) return exportFailure.otherRegion(task);
      const folder = [prefix, identifier].filter((part) => part !== "").join("/");
      await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${folder}/`, MaxKeys: 1 }));
    } catch (error) {
      const cause = error instanceof S3ServiceException ? refusalCause(error, task) : undefined;
      if (cause === undefined) throw error;
      return cause;
    }
    return undefined;
  }

  /**
   * Writes one object as the task's role, encrypted with the task's key.
   *
   * @throws Error whose message is what RDS says of it in FailureCause
   */
  async putObject(
    task: ExportTask,
    key: string,
    body: Uint8Array | Readable,
    contentLength: number,
  ): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: task.bucket,
      Key: key,
      Body: body,
      ContentLength: contentLength,
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: task.kmsKeyId,
    });
    try {
      await this.s3(task).send(command);
    } catch (error) {
      const cause = error instanceof S3ServiceException ? refusalCause(error, task) : undefined;
      throw cause === undefined ? error : new Error(cause, { cause: error });
    }
  }

  close(): void {
    this.clients.close();
  }

  private s3({ iamRoleArn }: ExportTask): S3Client {
    return this.clients.of({ principal: iamRoleArn, accountId: this.access.accountId });
  }
}
