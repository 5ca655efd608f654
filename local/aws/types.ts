import type { SnapshotExporter } from "../rds/snapshot-exporter";
import type { SnapshotStorage } from "../rds/snapshot-storage";
import type { WorldClock } from "../clock";
import type { LocalBuckets } from "./s3/local-buckets";
import type { LocalGlue } from "./glue/local-glue";
import type { LocalRds } from "./rds/local-rds";

/** Who makes a call. */
export interface Caller {
  /** ARN of a role or user, or a service principal such as `events.rds.amazonaws.com`. */
  readonly principal: string;
  /** The twelve digits of the caller's account. */
  readonly accountId: string;
}

/** Temporary credentials in the shape that the SDKs take. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The services behind the endpoint, by the names of SigV4 credential scopes. */
export type ServiceName = "rds" | "s3" | "glue" | "sqs" | "sns";

/** A call that is about to be carried out. */
export interface PendingCall {
  /** World time at which the call arrived. */
  readonly time: Date;
  readonly caller: Caller;
  readonly service: ServiceName;
  /** The operation's API name, such as `StartExportTask`. */
  readonly operation: string;
  /** What the call is about: an ARN, or `bucket` / `bucket/key` as an S3 ARN; empty where there is none (ListQueues). */
  readonly resource: string;
}

/** A call that was answered. */
export interface RecordedCall extends PendingCall {
  /** HTTP status of the answer. */
  readonly status: number;
  /** AWS error code, when the call failed. */
  readonly error?: string;
}

/** What happens to a call instead of being carried out. */
export interface Fault {
  readonly kind: "error";
  /** HTTP status, 400 to 599. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Decides before each call whether something else happens to it. */
export type FaultDecision = (call: PendingCall) => Fault | undefined;

/** The AWS services of the local world: one endpoint, one gateway before all services. */
export interface LocalAws {
  /** `http://127.0.0.1:<port>`: the value of AWS_ENDPOINT_URL for rds, s3 (path style), glue, sqs and sns. */
  readonly endpoint: string;
  readonly region: string;
  /** Account of the databases, queues and topics. */
  readonly accountId: string;
  readonly rds: LocalRds;
  readonly buckets: LocalBuckets;
  readonly glue: LocalGlue;
  /** Every call answered so far, in the order of the answers. */
  readonly calls: readonly RecordedCall[];
  /** The same caller gets the same credentials; an access key that was not given out here is refused. */
  credentialsFor(caller: Caller): Credentials;
  onCall(listener: (call: RecordedCall) => void): void;
  /** Adds a decision; the first one that returns a fault wins. @returns a function that takes it back */
  injectFault(decide: FaultDecision): () => void;
  /** Ends exports, timers, the server and every connection. */
  close(): Promise<void>;
}

export interface LocalAwsOptions {
  /** For example eu-west-2. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly clock: WorldClock;
  /** Folder of S3's files; created when missing, buckets found there are taken over. */
  readonly directory: string;
  readonly snapshots: SnapshotStorage;
  readonly exporter: SnapshotExporter;
}
