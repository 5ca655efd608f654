import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { filterOf } from "./filters";
import type { Instance } from "./model";
import { page } from "./paging";
import type { RdsWorld } from "./rds-world";
import { listXml } from "./render";
import { instanceXml } from "./render-instance";
import { findInstance, isBackingUp } from "./find";

/** DescribeDBInstances. @throws AwsError */
export function describeDbInstances(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const name = parameters.optional("DBInstanceIdentifier");
  const wanted = name === undefined ? undefined : findInstance(world, name).identifier;
  const passes = filterOf<Instance>(parameters, {
    "db-instance-id": (item) => [item.identifier, item.arn],
    "dbi-resource-id": (item) => [item.resourceId],
    engine: (item) => [item.engine],
    // Neither clusters nor Active Directory domains are here: such a filter lets nothing pass.
    "db-cluster-id": () => [],
    domain: () => [],
  });
  const matching = [...world.instances.values()]
    .filter((item) => (wanted === undefined || item.identifier === wanted) && passes(item))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const { items, marker } = page(matching, (item) => item.identifier, parameters);
  return {
    DBInstances: listXml(
      "DBInstance",
      items.map((item) =>
        instanceXml(item, { backingUp: isBackingUp(world, item), region: world.arns.region }),
      ),
    ),
    Marker: marker,
  };
}
