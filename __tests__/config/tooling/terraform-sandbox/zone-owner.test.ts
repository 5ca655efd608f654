import { spawnSync } from "node:child_process";
import { zoneCall } from "../../../../config/tooling/terraform-sandbox/zone-owner";
import { itWithTerraform } from "../../../support/with-terraform";

const bucket = 'bucket_policy_statements = [{ sid = "A" }]\n';
const key = 'bucket_key_policy_statements = [{ sid = "B" }]\n';

it("calls the module without statements, with those of files, and with those that were pasted", () => {
  expect(zoneCall("./module", { kind: "none" })).not.toContain("statements");
  expect(zoneCall("./module", { kind: "json", bucket, key })).toContain(
    'jsondecode(file("${path.module}/key-statements.json"))',
  );
  expect(zoneCall("./module", { kind: "hcl", bucket, key })).toContain(`${bucket}\n${key}`);
});

itWithTerraform("writes what Terraform can read", () => {
  for (const kind of ["none", "json", "hcl"] as const) {
    const input = zoneCall("./module", kind === "none" ? { kind } : { kind, bucket, key });
    const { status, stderr } = spawnSync("terraform", ["fmt", "-"], { input, encoding: "utf8" });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  }
  return Promise.resolve();
});
