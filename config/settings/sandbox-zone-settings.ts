import { bucketArn, bucketName, kmsKeyArn, orEmpty } from "./arn-rules";
import { pipelineSettings } from "./pipeline-settings";
import type { Settings } from "./setting";

/** Where the sandbox's pipeline lands: in a zone that is somebody's, or in one of the sandbox's own. */
export const sandboxZoneSettings = {
  service_area: { ...pipelineSettings.service_area, default: "unrestricted" },
  create_zone: {
    type: "bool",
    description:
      "Whether the sandbox makes a landing zone of its own, so that one account is enough. false: zone_bucket_id, zone_bucket_arn and zone_kms_key_arn say which one it lands in, and its owner adds the statements that the outputs give.",
    default: false,
  },
  zone_bucket_id: {
    type: "string",
    description: "Name of the landing-zone bucket, in its own account. Empty with create_zone.",
    default: "",
    rules: [
      { kind: "length", to: "value", max: 63 },
      {
        kind: "regex",
        to: "value",
        pattern: "^(?:.{3,})?$",
        words: "empty, or a bucket's name, which has at least 3 characters",
      },
      orEmpty(bucketName),
    ],
  },
  zone_bucket_arn: {
    type: "string",
    description: "ARN of that bucket. Empty with create_zone.",
    default: "",
    rules: [orEmpty(bucketArn)],
  },
  zone_kms_key_arn: {
    type: "string",
    description: "ARN of the KMS key that encrypts that bucket. Empty with create_zone.",
    default: "",
    rules: [orEmpty(kmsKeyArn)],
  },
} as const satisfies Settings;
