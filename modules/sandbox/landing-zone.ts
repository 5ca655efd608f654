import { Fn, TerraformLocal, Token, type TerraformStack } from "cdktf";
import type { S3BucketSettings } from "../../config/settings/s3-bucket";
import type { SandboxSettings } from "../../config/settings/sandbox";
import { s3BucketModule } from "../s3-bucket/terraform-module";
import { NestedModule } from "../shared/nested-module";
import { bucketIdentifier } from "./bucket-names";
import type { ZoneStatements } from "./zone-statements";

/** Days after which an overwritten file goes for good. */
const OVERWRITTEN_DAYS = 1;
const ABORT_MULTIPART_DAYS = 7;

/**
 * Where the pipeline lands: what the settings name, or with `create_zone` a bucket of the sandbox's own. Of a bucket or
 * key that the settings name nothing is changed, its policy included.
 */
export class LandingZone {
  readonly bucketId: string;
  readonly bucketArn: string;
  readonly kmsKeyArn: string;
  private readonly own: NestedModule;

  /** @param environment decides whether the sandbox's own zone is destroyed with what is in it */
  constructor(stack: TerraformStack, settings: SandboxSettings, environment: string) {
    const values: Partial<S3BucketSettings> = {
      tags: settings.tags,
      project: settings.project,
      environment,
      identifier_prefix: settings.identifier_prefix,
      bucket_name: "Sandbox Landing Zone",
      bucket_identifier: bucketIdentifier("landingZone", settings.aws_account_suffix),
      expire_noncurrent_objects_days: OVERWRITTEN_DAYS,
      abort_multipart_days: ABORT_MULTIPART_DAYS,
    };
    const own = new NestedModule(stack, "landing_zone", {
      module: s3BucketModule,
      values,
      when: settings.create_zone,
    });
    // Locals, because the framework writes a condition without brackets into other expressions.
    const either = (name: string, output: string, given: string): string => {
      const value = Token.asString(Fn.conditional(settings.create_zone, own.getString(output), given));
      const local = new TerraformLocal(stack, `local-${name}`, value);
      local.overrideLogicalId(name);
      return local.asString;
    };
    this.bucketId = either("zone_bucket_id", "bucket_id", settings.zone_bucket_id);
    this.bucketArn = either("zone_bucket_arn", "bucket_arn", settings.zone_bucket_arn);
    this.kmsKeyArn = either("zone_kms_key_arn", "kms_key_arn", settings.zone_kms_key_arn);
    this.own = own;
  }

  /** Puts the statements into the policies of the sandbox's own zone. To be called once. */
  allow({ bucket, key }: ZoneStatements): void {
    this.own.set("bucket_policy_statements", bucket);
    this.own.set("bucket_key_policy_statements", key);
  }
}
