import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { filterOf } from "./filters";
import type { Instance } from "./model";
import { page } from "./paging";
import type { RdsWorld } from "./rds-world";
import { instanceXml, listXml } from "./render";
import { findInstance, isBackingUp } from "./snapshots";

/** DescribeDBInstances. @throws AwsError */
export function describeDbInstances(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const name = parameters.optional("DBInstanceIdentifier");
  const wanted = name === undefined ? undefined : findInstance(world, name).identifier;
  const passes = filterOf<Instance>(parameters, {
    "db-instance-id": (item) => item.identifier,
    engine: (item) => item.engine,
  });
  const matching = [...world.instances.values()]
    .filter((item) => (wanted === undefined || item.identifier === wanted) && passes(item))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const { items, marker } = page(matching, (item) => item.identifier, parameters);
  return {
    DBInstances: listXml(
      "DBInstance",
      items.map((item) => instanceXml(item, isBackingUp(world, item))),
    ),
    Marker: marker,
  };
}
