import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { apiDeviations } from "../terraform-examples/api-deviations";
import { judgeSecondPlan } from "../terraform-examples/second-plan";
import { actionCounts, resourceCounts } from "../terraform-counts";
import type { Plan } from "../terraform-plan-json";
import type { Stage } from "./life";
import { outputsOf } from "./sandbox-root";
import { APPLY_SECONDS, APPLY_WITHOUT_PLAN } from "./steps";
import type { ZoneOwner } from "./zone-owner";
import { zonePolicies, type ZonePolicies } from "./zone-policies";

/** A landing zone as others are told of it. */
const zone = z.object({ bucket_id: z.string(), bucket_arn: z.string(), kms_key_arn: z.string() });

export type Zone = z.infer<typeof zone>;

/** Applies the owner's root as it is now. */
export async function applyZone({ step }: Stage, { terraform }: ZoneOwner, name: string): Promise<Zone> {
  await step(name, terraform.run("apply", APPLY_WITHOUT_PLAN, APPLY_SECONDS), resourceCounts);
  return zone.parse(await outputsOf(terraform));
}

/** Plans the owner's root as it is now. @returns the changes that the API does not explain, a line each */
export async function unexplainedInZone(
  { step }: Stage,
  { terraform }: ZoneOwner,
  name: string,
): Promise<readonly string[]> {
  const judge = (plan: Plan): readonly string[] => judgeSecondPlan(plan, apiDeviations).unexplained;
  const plan = await step(name, terraform.plan(), (made) => actionCounts(made.changes));
  return judge(plan).map((line) => `${name}: expected no change, got ${line}`);
}

export function policiesOf({ clients }: ZoneOwner, { bucket_id, kms_key_arn }: Zone): Promise<ZonePolicies> {
  return zonePolicies(clients, bucket_id, kms_key_arn);
}

/** @returns what is wrong when somebody other than the owner has changed the zone's policies */
export function judgeUntouched(by: string, before: ZonePolicies, after: ZonePolicies): readonly string[] {
  return isDeepStrictEqual(before, after)
    ? []
    : [`${by} has changed a policy of the zone: ${JSON.stringify(before)} to ${JSON.stringify(after)}`];
}
