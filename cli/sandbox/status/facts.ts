/** What a look at one thing in AWS came to. */
export type Found<T> =
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "missing" }
  /** It may be there or not: the look failed. */
  | { readonly kind: "unreadable"; readonly why: string };

export interface DatabaseFacts {
  readonly identifier: string;
  readonly engine: string;
  readonly engineVersion: string;
  /** Such as `available` (RDS user guide, Viewing Amazon RDS DB instance status). */
  readonly status: string;
  readonly instanceClass: string;
  readonly storageType: string;
  readonly gigabytes: number;
  /** Whether it has a standby in another availability zone. */
  readonly multiZone: boolean;
  readonly keyArn?: string | undefined;
  /** Secret that RDS keeps for the master user. */
  readonly secretArn?: string | undefined;
}

export interface VolumeFacts {
  readonly id: string;
  readonly type: string;
  readonly gigabytes: number;
}

export interface BastionFacts {
  readonly id: string;
  readonly type: string;
  /** Such as `running` (EC2 user guide, instance lifecycle). */
  readonly state: string;
  /** Systems Manager's PingStatus; `not registered` when it does not know the instance. */
  readonly ping: Found<string>;
  readonly volumes: Found<readonly VolumeFacts[]>;
}

export interface EndpointFacts {
  readonly id: string;
  readonly service: string;
  readonly state: string;
  /** Availability zones it stands in, one subnet in each. */
  readonly zones: number;
}

export interface BucketFacts {
  readonly name: string;
  /** ARN of the key that encrypts it. */
  readonly key: Found<string>;
}

export interface FunctionFacts {
  readonly name: string;
  readonly runtime: string;
  /** `Active` when it can be called. */
  readonly state: string;
}

export interface QueueFacts {
  readonly name: string;
  /** Approximate, as SQS counts. */
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly keyId?: string | undefined;
}

export interface SnapshotFacts {
  readonly identifier: string;
  readonly arn: string;
  /** Identifier of the instance that it was taken of, which may be gone. */
  readonly databaseIdentifier: string;
  /** `manual`, `automated`, `shared`, `public` or `awsbackup`. */
  readonly type: string;
  readonly status: string;
  readonly percent: number;
  /** Allocated storage of the database when it was taken: an upper bound of what is billed. */
  readonly gigabytes: number;
  readonly createdAt?: Date | undefined;
}

export interface ExportFacts {
  readonly identifier: string;
  readonly snapshotArn: string;
  readonly status: string;
  readonly percent: number;
  readonly bucket: string;
  readonly roleArn: string;
  readonly failure?: string | undefined;
}

export interface KeyFacts {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  /** Such as `Enabled` or `PendingDeletion`. */
  readonly state: string;
  /** Of the customer, and so billed; AWS's own keys are not. */
  readonly customerManaged: boolean;
  readonly deletedAt?: Date | undefined;
}

/** Objects in the export bucket; not their older versions. */
export interface ExportedFacts {
  readonly bucket: string;
  readonly objects: number;
  readonly bytes: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
}

/** Name of a part beside what was found of it. */
export interface Named<T> {
  readonly name: string;
  readonly found: Found<T>;
}

/** Everything that is looked at, at one moment. */
export interface SandboxFacts {
  readonly region: string;
  readonly identifierPrefix: string;
  readonly accountId: string;
  readonly at: Date;
  readonly database: Named<DatabaseFacts>;
  readonly bastion: Named<BastionFacts>;
  readonly endpoints: Found<readonly EndpointFacts[]>;
  readonly artefactBucket: Named<BucketFacts>;
  readonly exportBucket: Named<BucketFacts>;
  /** Missing, too, where the zone is somebody else's. */
  readonly zoneBucket: Named<BucketFacts>;
  /** Whether the sandbox has a zone of its own; null where that is not known. */
  readonly hasZone: boolean | null;
  readonly functions: readonly Named<FunctionFacts>[];
  readonly queues: readonly Named<QueueFacts>[];
  readonly snapshots: Found<readonly SnapshotFacts[]>;
  readonly exports: Found<readonly ExportFacts[]>;
  readonly exported: Found<ExportedFacts>;
  /** Keys of what is there. */
  readonly keys: Found<readonly KeyFacts[]>;
  readonly keysPendingDeletion: Found<readonly KeyFacts[]>;
}
