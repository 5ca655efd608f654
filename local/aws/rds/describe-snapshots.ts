import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { filterOf } from "./filters";
import { findSnapshot } from "./find";
import type { Instance, Snapshot } from "./model";
import { page } from "./paging";
import type { RdsWorld } from "./rds-world";
import { listXml } from "./render";
import { snapshotXml } from "./render-snapshot";

/** The values of SnapshotType (API_DescribeDBSnapshots); here are no snapshots of the last three. */
const snapshotTypes = ["automated", "manual", "shared", "public", "awsbackup"];

/** DescribeDBSnapshots. @throws AwsError */
export function describeDbSnapshots(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const chosen = choice(world, parameters);
  const passes = filterOf<Snapshot>(parameters, {
    "db-instance-id": (item) => [item.instance, world.arns.instance(item.instance)],
    "db-snapshot-id": (item) => [item.identifier],
    "dbi-resource-id": (item) => ofInstance(world, item, ({ resourceId }) => resourceId),
    "snapshot-type": (item) => [item.type],
    engine: (item) => ofInstance(world, item, ({ engine }) => engine),
  });
  const matching = [...world.snapshots.values()]
    .filter((item) => chosen(item) && passes(item))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const { items, marker } = page(matching, (item) => item.identifier, parameters);
  return {
    DBSnapshots: listXml(
      "DBSnapshot",
      items.map((item) => snapshotXml(world, item)),
    ),
    Marker: marker,
  };
}

/**
 * What the parameters beside the filters choose. IncludeShared and IncludePublic add snapshots of other accounts, of
 * which there are none here.
 */
function choice(world: RdsWorld, parameters: QueryParameters): (snapshot: Snapshot) => boolean {
  const name = parameters.optional("DBSnapshotIdentifier");
  const identifier = name === undefined ? undefined : findSnapshot(world, name).identifier;
  const instance = parameters.optional("DBInstanceIdentifier")?.toLowerCase();
  const resource = parameters.optional("DbiResourceId");
  const type = snapshotType(parameters);
  return (item) =>
    (identifier === undefined || item.identifier === identifier) &&
    (instance === undefined || [item.instance, world.arns.instance(item.instance)].includes(instance)) &&
    (resource === undefined || ofInstance(world, item, ({ resourceId }) => resourceId).includes(resource)) &&
    (type === undefined || item.type === type);
}

function snapshotType(parameters: QueryParameters): string | undefined {
  const type = parameters.optional("SnapshotType");
  if (type !== undefined && !snapshotTypes.includes(type))
    throw new AwsError(
      "InvalidParameterValue",
      `Unrecognized snapshot type: ${type}. Expected one of ${snapshotTypes.join(", ")}.`,
    );
  return type;
}

function ofInstance(world: RdsWorld, { instance }: Snapshot, what: (instance: Instance) => string): string[] {
  const found = world.instances.get(instance);
  return found === undefined ? [] : [what(found)];
}
