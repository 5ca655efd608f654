import { Testing } from "cdktf";
import type { S3BucketSettings } from "../../../config/settings/s3-bucket";
import type { S3BucketProps } from "../../../modules/s3-bucket/props";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { s3BucketModule } from "../../../modules/s3-bucket/terraform-module";
import type { PolicyPrincipal } from "../../../modules/shared/policy-document";
import { synthesised, viewOf, type StackView } from "../../support/synth";

/** What has to be given, and nothing else. */
export const MINIMAL: S3BucketProps = {
  tags: { Team: "data" },
  project: "Data Platform",
  environment: "Prod",
  bucketName: "Raw Zone",
  bucketIdentifier: "Raw-Zone",
  identifierPrefix: "DataPlatform",
};

export const READER = "arn:aws:iam::222222222222:role/reader";

const READERS: PolicyPrincipal = { type: "AWS", identifiers: [READER] };

/**
 * Every input that a module has as well, each other than its default: one that is missing here does not compile. A
 * module's provider is its caller's.
 */
export const EVERYTHING: Required<Omit<S3BucketProps, "provider">> = {
  ...MINIMAL,
  tags: { Team: "data", BackupPolicy: "daily" },
  roleArnsToShareAccessWith: [READER],
  bucketPolicyStatements: [
    { sid: "Own", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::x/*"], principals: [READERS] },
  ],
  bucketKeyPolicyStatements: [
    { sid: "Own", actions: ["kms:Decrypt"], resources: ["*"], principals: [READERS] },
  ],
  objectOwnership: "BucketOwnerPreferred",
  versioningEnabled: false,
  expireObjectsDays: 30,
  expireNoncurrentObjectsDays: 2,
  abortMultipartDays: 7,
  expiredObjectDeleteMarker: true,
  enableIntelligentTiering: true,
  intelligentTieringDays: 5,
  includeBackupPolicyTags: false,
  addressPrefix: "",
};

/** A bucket of literals under the addresses of the module that it replaces. */
export function bucket(overrides: Partial<S3BucketProps> = {}): StackView {
  return synthesised((stack) => {
    new S3Bucket(stack, "zone", { ...MINIMAL, addressPrefix: "", ...overrides });
  });
}

/** The module, of its variables or of literals in their place. */
export function bucketModule(values?: S3BucketSettings): StackView {
  return viewOf(s3BucketModule(Testing.app(), values));
}
