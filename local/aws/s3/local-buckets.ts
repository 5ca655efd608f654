/** The S3 buckets as the program sees them; calls that matter to the product go through the endpoint instead. */
export interface LocalBuckets {
  readonly names: readonly string[];
  /**
   * @param ownerAccountId the account that owns the bucket; the landing zone's differs from the databases'
   * @throws Error when there is one of that name
   */
  create(name: string, options?: BucketOptions): void;
  /** Path of the file that holds an object's bytes, or undefined: for readers such as DuckDB. Read only. */
  filePath(bucket: string, key: string): string | undefined;
  /**
   * Has GetBucketPolicy answer a document; without this call a bucket answers that it has none. What a caller may do
   * is decided by the authority that is enforced, so this must be the policy that it decides by.
   *
   * @param json the policy document
   * @throws Error when there is no such bucket
   */
  showPolicy(bucket: string, json: string): void;
  /**
   * Makes an object of a file, which is moved into the bucket: what is too large, or too many, to be sent here. Encrypted
   * as the bucket is by default.
   *
   * @param etag without quotes; S3's own is the MD5 of the bytes, of which an object in parts has none
   */
  placeFile(bucket: string, key: string, file: string, etag: string): void;
  /** Makes an object of some bytes, as {@link placeFile} does of a file. */
  placeBytes(bucket: string, key: string, bytes: Uint8Array): void;
  /** Deletes an object, if it is there. */
  removeObject(bucket: string, key: string): void;
  /** What is stored of every object of a bucket, in the byte order of keys. */
  objects(bucket: string, prefix?: string): readonly StoredObject[];
}

export interface BucketOptions {
  /** @default the account of the endpoint */
  readonly ownerAccountId?: string;
  /** Key ARN of the bucket's default encryption. @default none: SSE-S3 */
  readonly defaultKmsKeyArn?: string;
  /** @default "BucketOwnerEnforced", as S3 for new buckets */
  readonly objectOwnership?: ObjectOwnership;
}

/** S3's settings of object ownership (API_OwnershipControlsRule). */
export type ObjectOwnership = "BucketOwnerEnforced" | "BucketOwnerPreferred" | "ObjectWriter";

/** Everything kept of an object but its bytes. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes: MD5 in hex, with `-<parts>` for multipart uploads. */
  readonly etag: string;
  /** World time. */
  readonly lastModified: Date;
  readonly contentType: string;
  /** x-amz-meta-… by name without the prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires, as given. */
  readonly systemHeaders: Readonly<Record<string, string>>;
  /** The canned ACL that the writer asked for. */
  readonly acl?: string;
  readonly encryption: "AES256" | "aws:kms";
  readonly kmsKeyId?: string;
  readonly bucketKeyEnabled: boolean;
  readonly storageClass: string;
  /** Who wrote it: the account matters for object ownership. */
  readonly writer: { readonly principal: string; readonly accountId: string };
  /** Size of each part of a multipart upload, in order. */
  readonly partSizes?: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}
