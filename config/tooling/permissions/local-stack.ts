import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Configuration } from "../../../local/deploy/configuration";
import { parseTerraformJson } from "../../../local/deploy/terraform-json";
import { authorityFor, type Permissions } from "../../../local/permissions/authority-for";
import { DATABASE_ACCOUNT, localOwners, localSettings, REGION } from "../../../local/start/landing-zone";
import { synthesiseLiteralStack } from "../literal-stack";

/** The stack as a local run deploys it, without running it. */
export interface LocalStack {
  readonly configuration: Configuration;
  readonly permissions: Permissions;
}

export function localStack(): LocalStack {
  const outdir = mkdtempSync(path.join(tmpdir(), "permissions-"));
  try {
    const { json } = synthesiseLiteralStack(localSettings(["some-instance"]), outdir);
    const configuration = new Configuration(parseTerraformJson(json), {
      accountId: DATABASE_ACCOUNT,
      region: REGION,
      endpoint: "http://127.0.0.1",
    });
    return { configuration, permissions: authorityFor(configuration, localOwners(), () => new Date()) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
