import type { Construct } from "constructs";
import { dbSnapshotToS3Module } from "./db-snapshot-to-s3/terraform-module";
import { sandboxResourcesModule } from "./db-snapshot-to-s3-sandbox-resources/terraform-module";
import { s3BucketModule } from "./s3-bucket/terraform-module";
import type { ModuleStack } from "./shared/module-stack";

/** The reusable Terraform modules, by the folder that each is written to. */
export const TERRAFORM_MODULES = {
  "db-snapshot-to-s3": dbSnapshotToS3Module,
  "db-snapshot-to-s3-sandbox-resources": sandboxResourcesModule,
  "s3-bucket": s3BucketModule,
} as const satisfies Readonly<Record<string, (scope: Construct) => ModuleStack>>;

/** Every module, in one app. */
export function terraformModules(scope: Construct): readonly ModuleStack[] {
  return Object.values(TERRAFORM_MODULES).map((module) => module(scope));
}
