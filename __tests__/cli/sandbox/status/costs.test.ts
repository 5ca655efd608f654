import { databaseBilling } from "../../../../cli/sandbox/prices/billing";
import { costsOf } from "../../../../cli/sandbox/prices/costs";
import { LIST_PRICES } from "../../../../cli/sandbox/prices/list-prices";
import { costLines } from "../../../../cli/sandbox/status/cost-lines";
import type { BastionFacts, DatabaseFacts, SandboxFacts } from "../../../../cli/sandbox/status/facts";
import { bastion, database, DENIED, facts, there } from "./support/facts";
import { PARTS } from "./support/parts";

const withDatabase = (given: Partial<DatabaseFacts>): SandboxFacts =>
  facts({ database: { name: PARTS.database, found: there(database(given)) } });
const withBastion = (given: Partial<BastionFacts>): SandboxFacts =>
  facts({ bastion: { name: PARTS.bastion, found: there(bastion(given)) } });
const priceOf = (given: SandboxFacts, what: string): number | null | undefined =>
  costsOf(given).hourly.find((cost) => cost.what === what)?.dollars;

it("adds up what costs by the hour, at the prices of the region", () => {
  const costs = costsOf(facts());
  expect(costs).toMatchObject({ region: "eu-west-2", asOf: "2026-10-06", unknown: 0 });
  expect(Object.fromEntries(costs.hourly.map(({ what, dollars }) => [what, dollars]))).toEqual({
    "database instance": 0.021,
    "database storage": (20 * 0.133) / 730,
    "secret of the master user": 0.4 / 730,
    bastion: 0.0118,
    "bastion's volume": (10 * 0.0928) / 730,
    "KMS keys": 2 / 730,
  });
  expect(costs.dollarsAnHour).toBeCloseTo(0.021 + 0.0118 + (2.66 + 0.4 + 0.928 + 2) / 730, 10);
});

it("counts an endpoint once in each of its subnets, as long as it is there", () => {
  const endpoint = { id: "vpce-1", service: "s", state: "available", zones: 2 };
  const given = facts({
    endpoints: there([endpoint, { ...endpoint, id: "vpce-2", zones: 1 }, { ...endpoint, state: "deleting" }]),
  });
  expect(priceOf(given, "VPC endpoints")).toBeCloseTo(3 * 0.011, 10);
});

it.each([
  ["available", "instance and storage"],
  ["backing-up", "instance and storage"],
  ["stopped", "storage"],
  ["starting", "storage"],
  ["creating", "nothing"],
  ["deleting", "nothing"],
])("bills a database that is %s for %s", (status, billed) => {
  expect(databaseBilling(status)).toBe(billed);
  const given = withDatabase({ status });
  expect(priceOf(given, "database instance")).toBe(billed === "instance and storage" ? 0.021 : 0);
  expect(priceOf(given, "database storage")).toBe(billed === "nothing" ? 0 : (20 * 0.133) / 730);
});

it("bills of a stopped bastion the volume alone", () => {
  const given = withBastion({ state: "stopped" });
  expect(priceOf(given, "bastion")).toBe(0);
  expect(priceOf(given, "bastion's volume")).toBeGreaterThan(0);
});

it("bills neither AWS's own keys nor those that wait for their deletion", () => {
  const key = { id: "1", arn: "arn:1", description: "", state: "Enabled", customerManaged: true };
  const given = facts({
    keys: there([
      key,
      { ...key, state: "Disabled" },
      { ...key, customerManaged: false },
      { ...key, state: "PendingDeletion" },
    ]),
  });
  expect(priceOf(given, "KMS keys")).toBeCloseTo(2 / 730, 10);
});

describe("where no price is known", () => {
  it.each([
    ["a class", withDatabase({ instanceClass: "db.x2iedn.32xlarge" }), "database instance"],
    ["a storage type", withDatabase({ storageType: "io2" }), "database storage"],
    ["a standby", withDatabase({ multiZone: true }), "database instance"],
    ["an instance type", withBastion({ type: "x9.huge" }), "bastion"],
    ["volumes that cannot be read", withBastion({ volumes: DENIED }), "bastion's volumes"],
  ])("says so of %s, and adds the rest", (_, given, what) => {
    const costs = costsOf(given);
    expect(priceOf(given, what)).toBeNull();
    expect(costs.unknown).toBeGreaterThan(0);
    expect(costs.dollarsAnHour).toBeGreaterThan(0);
    expect(costLines(costs).join("\n")).toContain("more of unknown price");
  });

  it.each(["eu-north-1", "toString"])("says so of everything in a region such as %s", (region) => {
    const costs = costsOf(facts({ region }));
    expect(costs.asOf).toBeNull();
    expect(costs.dollarsAnHour).toBe(0);
    expect(costs.unknown).toBe(costs.hourly.length);
    expect(costLines(costs).join("\n")).toContain("no list price known here");
  });
});

it("names what is billed by use, with prices where they are known", () => {
  const words = (region: string): string => costLines(costsOf(facts({ region }))).join("\n");
  expect(words("us-east-1")).toContain("export of a snapshot: $0.01 for each GB of the snapshot");
  expect(words("eu-west-2")).toContain(
    "export of a snapshot: no list price known here, for each GB of the snapshot",
  );
});

it("has plausible prices, of a day that has been", () => {
  for (const prices of Object.values(LIST_PRICES)) {
    expect(prices.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const price of [...Object.values(prices.databaseHour), ...Object.values(prices.instanceHour)])
      expect(price).toBeGreaterThan(0.001);
  }
});
