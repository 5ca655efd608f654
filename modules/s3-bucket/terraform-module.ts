import type { Construct } from "constructs";
import { s3BucketSettings, type S3BucketSettings } from "../../config/settings/s3-bucket";
import { ModuleStack } from "../shared/module-stack";
import { bucketOutputs } from "./outputs";
import { propsOfSettings } from "./props-of-settings";
import { S3Bucket } from "./s3-bucket";

/**
 * A bucket as a Terraform module, at the addresses of the module that it replaces.
 * @param values literals in place of its variables. @default its variables
 */
export function s3BucketModule(scope: Construct, values?: S3BucketSettings): ModuleStack {
  return new ModuleStack(scope, "s3-bucket", { variables: s3BucketSettings, values }, (stack, variables) => {
    const bucket = new S3Bucket(stack, "bucket", propsOfSettings(variables));
    return { outputs: bucketOutputs(bucket), bundles: [] };
  });
}
