import type { Fault } from "../faults/types";
import type { Authority, DecidedAccess, Need } from "../permissions/types";
import type { SnapshotExporter } from "../rds/snapshot-exporter";
import type { SnapshotStorage } from "../rds/snapshot-storage";
import type { WorldClock } from "../clock";
import type { LocalBuckets } from "./s3/local-buckets";
import type { LocalEvents } from "./events/local-events";
import type { LocalGlue } from "./glue/local-glue";
import type { LocalRds } from "./rds/local-rds";

/** Who makes a call. */
export interface Caller {
  /** ARN of a role or user, or a service principal such as `events.rds.amazonaws.com`. */
  readonly principal: string;
  /** The twelve digits of the caller's account; for a service principal, of the account on whose behalf it acts. */
  readonly accountId: string;
  /** Session of a role; an instance of a function has one of its own, so that a fault can end just that instance. */
  readonly session?: string;
  /** For a service principal: ARN of the resource on whose behalf it acts (`aws:SourceArn`). */
  readonly sourceArn?: string;
}

/** Temporary credentials in the shape that the SDKs take. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The services behind the endpoint, by the names of SigV4 credential scopes. */
export type ServiceName = "rds" | "s3" | "glue" | "sqs" | "sns" | "sts";

/** A call that is about to be carried out. */
export interface PendingCall {
  /** World time at which the call arrived. */
  readonly time: Date;
  readonly caller: Caller;
  /** A {@link ServiceName}, or for what AWS does by itself another service's: `sts`, `logs`, `xray`. */
  readonly service: string;
  /** The operation's API name, such as `StartExportTask`. */
  readonly operation: string;
  /** What the call is about: an ARN, or `bucket` / `bucket/key` as an S3 ARN; empty where there is none (ListQueues). */
  readonly resource: string;
}

/** A call that was answered. */
export interface RecordedCall extends PendingCall {
  /** What the policies said to each of the call's needs; empty while none are enforced. */
  readonly access: readonly DecidedAccess[];
  /** What a fault plan did to it. */
  readonly fault?: Fault;
  /** HTTP status of the answer. */
  readonly status: number;
  /** AWS error code, when the call failed. */
  readonly error?: string;
}

export type { Fault } from "../faults/types";

/** Decides before each call whether something else happens to it. */
export type FaultDecision = (call: PendingCall) => Fault | undefined;

/** The AWS services of the local world: one endpoint, one gateway before all services. */
export interface LocalAws {
  /** `http://127.0.0.1:<port>`: the value of AWS_ENDPOINT_URL for rds, s3 (path style), glue, sqs, sns and sts. */
  readonly endpoint: string;
  readonly region: string;
  /** Account of the databases, queues and topics. */
  readonly accountId: string;
  readonly rds: LocalRds;
  readonly buckets: LocalBuckets;
  readonly glue: LocalGlue;
  readonly events: LocalEvents;
  /** Every call answered so far, in the order of the answers. */
  readonly calls: readonly RecordedCall[];
  /** The same caller gets the same credentials; an access key that was not given out here is refused. */
  credentialsFor(caller: Caller): Credentials;
  onCall(listener: (call: RecordedCall) => void): void;
  /** Adds a decision; the first one that returns a fault wins. @returns a function that takes it back */
  injectFault(decide: FaultDecision): () => void;
  /**
   * From now on every call is decided by an authority; until then every call is allowed. Set once the policies are
   * known, before anything runs that they are about.
   */
  enforce(authority: Authority): void;
  /**
   * Decides and records something that AWS itself does and that is no call to this endpoint: Lambda assuming a
   * function's role or writing its log, SNS delivering to a queue.
   *
   * @throws AwsError AccessDenied
   */
  authorise(
    caller: Caller,
    call: { readonly service: string; readonly operation: string; readonly resource: string },
    needs: readonly Need[],
  ): Promise<void>;
  /**
   * Called when a fault kills the process that makes a call.
   *
   * @param killer resolves when the process is dead, with whether the caller had one that it knows
   */
  onKill(killer: (caller: Caller) => Promise<boolean>): void;
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
