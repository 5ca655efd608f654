import type { SandboxFacts } from "../status/facts";
import type { Costs } from "./cost";
import { costsByUse } from "./costs-by-use";
import { hourlyCosts } from "./hourly-costs";
import { LIST_PRICES } from "./list-prices";

/** What the sandbox costs as it is now. */
export function costsOf(facts: SandboxFacts): Costs {
  const { region } = facts;
  const prices = Object.hasOwn(LIST_PRICES, region) ? LIST_PRICES[region] : undefined;
  const hourly = hourlyCosts(facts, prices);
  return {
    region,
    asOf: prices?.asOf ?? null,
    hourly,
    dollarsAnHour: hourly.reduce((sum, { dollars }) => sum + (dollars ?? 0), 0),
    unknown: hourly.filter(({ dollars }) => dollars === null).length,
    byUse: costsByUse(prices),
  };
}
