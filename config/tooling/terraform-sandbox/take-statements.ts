import type { Stage } from "./life";
import { PREFIX } from "./life";
import { expectedStatements } from "./expected-statements";
import { judgeAdded } from "./policy-meaning";
import { applyZone, policiesOf, unexplainedInZone, type Zone } from "./zone";
import { writeStatements, type ZoneOwner } from "./zone-owner";

interface Given {
  readonly owner: ZoneOwner;
  readonly zone: Zone;
  /** Account of the sandbox. */
  readonly account: string;
  /** Of the sandbox. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * The zone's owner takes the statements that the sandbox gives: first its JSON, then, in place of it, its text.
 * @returns what is wrong, a line each
 */
export async function takeStatements(stage: Stage, given: Given): Promise<readonly string[]> {
  const { owner, zone, outputs } = given;
  const text = (name: string): string => String(outputs[name]);
  const before = await policiesOf(owner, zone);
  writeStatements(owner, {
    kind: "json",
    bucket: text("zone_bucket_policy_statements_json"),
    key: text("zone_key_policy_statements_json"),
  });
  await applyZone(stage, owner, "zone: apply, statements by JSON");
  const after = await policiesOf(owner, zone);
  const expected = expectedStatements({
    bucketArn: zone.bucket_arn,
    area: `${text("service_area")}/${text("database_name")}`,
    account: given.account,
    copierRoleArn: `arn:aws:iam::${given.account}:role/${PREFIX}-s3-to-s3-copier-lambda`,
    // Two sandboxes may share a zone: their ids must not be the same. AWS takes letters and digits only.
    sid: PREFIX.replaceAll("-", ""),
  });
  const again = await unexplainedInZone(stage, owner, "zone: second plan");
  writeStatements(owner, {
    kind: "hcl",
    bucket: text("zone_bucket_policy_statements_hcl"),
    key: text("zone_key_policy_statements_hcl"),
  });
  const pasted = await unexplainedInZone(stage, owner, "zone: plan, statements pasted");
  return [
    ...judgeAdded("zone's bucket", before.bucket, after.bucket, expected.bucket),
    ...judgeAdded("zone's key", before.key, after.key, expected.key),
    ...again,
    ...pasted,
  ];
}
