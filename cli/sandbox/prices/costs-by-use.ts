import type { CostByUse } from "./cost";
import { PRICE_PAGES, type ListPrices } from "./list-prices";

/** What no hour costs anything of, named so that the sum by the hour is not taken for all. */
export function costsByUse(prices: ListPrices | undefined): readonly CostByUse[] {
  return [
    {
      what: "export of a snapshot",
      words: `${inDollars(prices?.snapshotExport, "for each GB of the snapshot")}, every time, whatever part of it is exported`,
      page: PRICE_PAGES.database,
    },
    {
      what: "snapshots",
      words: `${inDollars(prices?.backupMonth, "a GB and month")}, for what is beyond the storage of the region's databases; those of a deleted database are always beyond`,
      page: PRICE_PAGES.database,
    },
    {
      what: "S3",
      words: `${inDollars(prices?.storageMonth, "a GB and month")} for exports and landed files, and for requests`,
      page: PRICE_PAGES.storage,
    },
    {
      what: "Lambda, SQS, SNS, CloudWatch, KMS requests, data transfer",
      words: "cents for a few snapshots; alarms beyond an account's free ones are billed by the month",
      page: "https://aws.amazon.com/pricing/",
    },
  ];
}

const inDollars = (price: number | undefined, per: string): string =>
  price === undefined ? `no list price known here, ${per}` : `$${price} ${per}`;
