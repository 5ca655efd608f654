import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import type { RdsWorld } from "./rds-world";
import { listXml } from "./render";
import { findSnapshot } from "./find";

/** DescribeDBSnapshotAttributes: local snapshots are shared with no other account. @throws AwsError */
export function describeDbSnapshotAttributes(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const { identifier } = findSnapshot(world, parameters.required("DBSnapshotIdentifier"));
  return {
    DBSnapshotAttributesResult: {
      DBSnapshotIdentifier: identifier,
      DBSnapshotAttributes: listXml("DBSnapshotAttribute", [
        { AttributeName: "restore", AttributeValues: "" },
      ]),
    },
  };
}
