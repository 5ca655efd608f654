import type { Invariant } from "./invariant";

export const reachesQuiet: Invariant = {
  name: "reaches quiet",
  promise:
    "However it starts, the world comes to a state in which nothing happens any more but the schedule's looks",
  check: ({ history: { quiet, endedAt } }) =>
    quiet ? [] : [`Something still happens ${Math.round(endedAt / 3600)} hours after the start`],
};
