import type { Plan } from "../plan/plan";

const SLOTS = 5;
/** A free slot is found by whoever looks next, at most 300 s later, and taken after its turn of 120 s. */
const UNUSED_SECONDS = 420;

/** Seconds that the account's five slots may be taken by the other snapshots, each of which takes a while to be noticed. */
export function turnsBefore({ snapshots }: Plan): number {
  const longest = Math.max(...snapshots.map(({ export: { starting, running } }) => starting + running));
  return Math.floor((snapshots.length - 1) / SLOTS) * (longest + UNUSED_SECONDS);
}
