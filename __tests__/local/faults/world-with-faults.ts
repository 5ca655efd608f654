import type { Caller } from "../../../local/aws/types";
import { carryOutPlan, type CarriedOutPlan } from "../../../local/faults/carry-out";
import { parseFaults } from "../../../local/faults/parse-faults";
import { worldClock } from "../../../local/clock";
import { accountId, startWorld, type World, type WorldOptions } from "../aws/local-world";

export const roles = {
  export: `arn:aws:iam::${accountId}:role/export-function`,
  copier: `arn:aws:iam::${accountId}:role/copier-function`,
};
/** An instance of the copier. */
export const copier: Caller = { principal: roles.copier, accountId, session: "instance-1" };

/** Landing zone of the worlds; a test that needs its bucket makes it. */
export const zone = { bucket: "zone", serviceArea: "housing" };

const worlds: World[] = [];

/** A world in which faults in their short form happen. */
export async function worldWithFaults(
  words: readonly string[],
  options: WorldOptions = {},
): Promise<{ readonly world: World; readonly plan: CarriedOutPlan }> {
  const world = await startWorld(options);
  worlds.push(world);
  const plan = carryOutPlan(
    parseFaults(words, () => undefined),
    { aws: world.aws, zone, clock: worldClock(options.factor ?? 3600), roles },
  );
  return { world, plan };
}

export async function closeWorlds(): Promise<void> {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
}
