import { pipelineNames } from "../../../../modules/db-snapshot-to-s3/names";
import { sandboxNames } from "../../../../modules/db-snapshot-to-s3-sandbox-resources/names";
import { bucketIdentifier, type SandboxBucket } from "../../../../modules/sandbox/bucket-names";
import type { SandboxIdentity } from "./identity";

/** AWS names of what a sandbox consists of, as the stack derives them. */
export interface SandboxParts {
  readonly database: string;
  /** Tag `Name` of the instance. */
  readonly bastion: string;
  /** Security group of the VPC endpoints, which have no name. */
  readonly endpointSecurityGroup: string;
  readonly artefactBucket: string;
  readonly exportBucket: string;
  readonly zoneBucket: string;
  readonly functions: readonly string[];
  /** Each beside its dead-letter queue. */
  readonly queues: readonly string[];
  /** Role that RDS assumes for the exports of this pipeline. */
  readonly exportServiceRole: string;
}

export function sandboxParts({ identifierPrefix, accountSuffix }: SandboxIdentity): SandboxParts {
  const ofPipeline = pipelineNames(identifierPrefix, lower);
  const ofSandbox = sandboxNames(identifierPrefix, lower);
  const bucket = (which: SandboxBucket): string =>
    lower(`${identifierPrefix}-${bucketIdentifier(which, accountSuffix)}`);
  return {
    database: ofSandbox.database,
    bastion: ofSandbox.bastionRole,
    endpointSecurityGroup: ofSandbox.endpointSecurityGroup,
    artefactBucket: bucket("artefactStorage"),
    exportBucket: bucket("exportStorage"),
    zoneBucket: bucket("landingZone"),
    functions: [ofPipeline.exportFunction, ofPipeline.copierFunction],
    queues: [
      ofPipeline.exportQueue,
      ofPipeline.exportDeadLetterQueue,
      ofPipeline.copierQueue,
      ofPipeline.copierDeadLetterQueue,
    ],
    exportServiceRole: ofPipeline.exportServiceRole,
  };
}

/**
 * @returns whether a text, such as a key's policy, names something of this sandbox: by a whole name, so that prefix
 * `demo` is not found in what is of `demo-two`
 */
export function namesSandbox(identity: SandboxIdentity): (text: string) => boolean {
  const { identifierPrefix } = identity;
  const names = [
    ...Object.values(pipelineNames(identifierPrefix, lower)),
    ...Object.values(sandboxNames(identifierPrefix, lower)),
  ];
  // The database's key begins its description with the bare prefix.
  const bare = `${escaped(identifierPrefix)}(?= rds snapshot)`;
  const pattern = new RegExp(`(?<![\\w-])(?:${bare}|(?:${names.map(escaped).join("|")})(?![\\w-]))`, "i");
  return (text) => pattern.test(text);
}

const lower = (text: string): string => text.toLowerCase();
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
