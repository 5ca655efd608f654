import type { XmlElements } from "../xml";
import type { RdsWorld } from "./rds-world";
import { listXml } from "./render";
import { MANUAL_SNAPSHOT_QUOTA } from "./snapshots";
import { SUBSCRIPTION_QUOTA } from "./event-subscriptions";

/** DescribeAccountAttributes: the quotas that are kept here (AccountQuota, CHAP_Limits). */
export function describeAccountAttributes(world: RdsWorld): XmlElements {
  const manual = [...world.snapshots.values()].filter(({ type }) => type === "manual");
  return {
    AccountQuotas: listXml("AccountQuota", [
      { AccountQuotaName: "EventSubscriptions", Used: world.subscriptions.size, Max: SUBSCRIPTION_QUOTA },
      { AccountQuotaName: "ManualSnapshots", Used: manual.length, Max: MANUAL_SNAPSHOT_QUOTA },
    ]),
  };
}
