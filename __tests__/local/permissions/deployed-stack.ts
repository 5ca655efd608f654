import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import * as z from "zod";
import { Configuration } from "../../../local/deploy/configuration";
import { readTerraformJson } from "../../../local/deploy/terraform-json";
import { authorityFor, type Permissions } from "../../../local/permissions/authority-for";
import type { Owners } from "../../../local/permissions/owners-policies";
import { DATABASE_ACCOUNT, localSettings, REGION } from "../../../local/start/landing-zone";
import { DataPlatformStack } from "../../../modules/data-platform/data-platform-stack";

export const ZONE_ACCOUNT = "444455556666";
export const ZONE_BUCKET = "arn:aws:s3:::example-landing-zone";
export const ZONE_KEY = `arn:aws:kms:${REGION}:${ZONE_ACCOUNT}:key/7a1b2c3d-0000-4000-8000-000000000001`;
export const YOU = `arn:aws:iam::${DATABASE_ACCOUNT}:user/you`;

export const owners: Omit<Owners, "copierRoleArn"> = {
  administrators: [`arn:aws:iam::${DATABASE_ACCOUNT}:role/deploy`, YOU],
  reader: YOU,
  zone: {
    accountId: ZONE_ACCOUNT,
    bucketArn: ZONE_BUCKET,
    keyArn: ZONE_KEY,
    owner: `arn:aws:iam::${ZONE_ACCOUNT}:user/zone-owner`,
  },
};

/** The stack as the local run deploys it. */
export interface SynthesisedStack {
  readonly configuration: Configuration;
  readonly permissions: Permissions;
  /** ARN of a block of the stack. */
  readonly arn: (address: string) => string;
}

export function synthesisedStack(): SynthesisedStack {
  const outdir = mkdtempSync(path.join(tmpdir(), "db-snapshot-to-s3-permissions-"));
  try {
    const app = new App({ outdir });
    new DataPlatformStack(app, "data-platform", {
      backend: "local",
      settings: localSettings(["housing-repairs"]),
    });
    app.synth();
    const configuration = new Configuration(
      readTerraformJson(path.join(outdir, "stacks/data-platform/cdk.tf.json")),
      { accountId: DATABASE_ACCOUNT, region: REGION, endpoint: "http://127.0.0.1:1" },
    );
    return {
      configuration,
      permissions: authorityFor(configuration, owners),
      arn: (address) =>
        z.string().parse(configuration.valueOf({ address, attribute: "arn" }, { address, attribute: "arn" })),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
