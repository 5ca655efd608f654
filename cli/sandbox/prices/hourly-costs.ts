import type {
  BastionFacts,
  DatabaseFacts,
  EndpointFacts,
  Found,
  KeyFacts,
  SandboxFacts,
} from "../status/facts";
import { databaseBilling, endpointIsBilled, instanceIsBilled, keyIsBilled } from "./billing";
import type { HourlyCost } from "./cost";
import { HOURS_OF_A_MONTH, PRICE_PAGES, type ListPrices } from "./list-prices";

/** @param prices undefined where none are known for the region */
export function hourlyCosts(facts: SandboxFacts, prices: ListPrices | undefined): readonly HourlyCost[] {
  return [
    ...ofFound(facts.database.found, (database) => databaseCosts(database, prices)),
    ...ofFound(facts.bastion.found, (bastion) => bastionCosts(bastion, prices)),
    ...ofFound(facts.endpoints, (endpoints) => endpointCosts(endpoints, prices)),
    ...ofFound(facts.keys, (keys) => keyCosts(keys, prices)),
  ];
}

const ofFound = <T>(found: Found<T>, costs: (value: T) => readonly HourlyCost[]): readonly HourlyCost[] =>
  found.kind === "there" ? costs(found.value) : [];

function databaseCosts(database: DatabaseFacts, prices: ListPrices | undefined): readonly HourlyCost[] {
  const { instanceClass, storageType, gigabytes, multiZone, status, secretArn } = database;
  const billing = databaseBilling(status);
  // Listed are databases of one availability zone; a standby has prices of its own.
  const known = multiZone ? undefined : prices;
  const zones = multiZone ? ", in two availability zones" : "";
  const secret: HourlyCost = {
    what: "secret of the master user",
    of: "1",
    dollars: monthly(prices?.secretMonth),
    page: PRICE_PAGES.secret,
  };
  return [
    {
      what: "database instance",
      of: `${instanceClass}${zones}, ${status}`,
      dollars: billing === "instance and storage" ? (known?.databaseHour[instanceClass] ?? null) : 0,
      page: PRICE_PAGES.database,
    },
    {
      what: "database storage",
      of: `${gigabytes} GB of ${storageType}${zones}`,
      dollars: billing === "nothing" ? 0 : monthly(known?.databaseStorageMonth[storageType], gigabytes),
      page: PRICE_PAGES.database,
    },
    ...(secretArn === undefined ? [] : [secret]),
  ];
}

function bastionCosts(bastion: BastionFacts, prices: ListPrices | undefined): readonly HourlyCost[] {
  const { type, state, volumes } = bastion;
  const instance: HourlyCost = {
    what: "bastion",
    of: `${type}, ${state}`,
    dollars: instanceIsBilled(state) ? (prices?.instanceHour[type] ?? null) : 0,
    page: PRICE_PAGES.instance,
  };
  const unread: HourlyCost = {
    what: "bastion's volumes",
    of: "of unknown size, since they could not be read",
    dollars: null,
    page: PRICE_PAGES.volume,
  };
  if (volumes.kind !== "there") return [instance, unread];
  return [
    instance,
    ...volumes.value.map((volume) => ({
      what: "bastion's volume",
      of: `${volume.gigabytes} GB of ${volume.type}`,
      dollars: monthly(prices?.volumeMonth[volume.type], volume.gigabytes),
      page: PRICE_PAGES.volume,
    })),
  ];
}

function endpointCosts(
  endpoints: readonly EndpointFacts[],
  prices: ListPrices | undefined,
): readonly HourlyCost[] {
  const billed = endpoints.filter(({ state }) => endpointIsBilled(state));
  if (billed.length === 0) return [];
  const places = billed.reduce((sum, { zones }) => sum + zones, 0);
  return [
    {
      what: "VPC endpoints",
      of: `${billed.length}, each in so many subnets: ${billed.map(({ zones }) => zones).join(", ")}`,
      dollars: prices?.endpointHour === undefined ? null : prices.endpointHour * places,
      page: PRICE_PAGES.endpoint,
    },
  ];
}

function keyCosts(keys: readonly KeyFacts[], prices: ListPrices | undefined): readonly HourlyCost[] {
  const { length } = keys.filter(keyIsBilled);
  if (length === 0) return [];
  return [
    {
      what: "KMS keys",
      of: String(length),
      dollars: monthly(prices?.keyMonth, length),
      page: PRICE_PAGES.key,
    },
  ];
}

const monthly = (price: number | undefined, amount = 1): number | null =>
  price === undefined ? null : (price * amount) / HOURS_OF_A_MONTH;
