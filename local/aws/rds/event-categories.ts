import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { listXml } from "./render";

/** What RDS tells events of, and under which categories (USER_Events.Messages). */
export const eventCategories: Readonly<Record<string, readonly string[]>> = {
  "db-instance": [
    ...["availability", "backup", "backtrack", "configuration change", "creation", "deletion", "failover"],
    ...["failure", "low storage", "maintenance", "notification", "read replica", "recovery", "restoration"],
    ...["security", "security patching"],
  ],
  "db-snapshot": ["creation", "deletion", "failure", "notification", "restoration"],
};

/** @throws AwsError InvalidParameterValue for a type of source that has no events here */
export function checkSourceType(sourceType: string | undefined): void {
  if (sourceType !== undefined && eventCategories[sourceType] === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value ${sourceType} for SourceType: the local RDS has events of ${Object.keys(eventCategories).join(" and ")}.`,
    );
}

/** DescribeEventCategories. @throws AwsError */
export function describeEventCategories(parameters: QueryParameters): XmlElements {
  const wanted = parameters.optional("SourceType");
  checkSourceType(wanted);
  const maps = Object.entries(eventCategories).filter(
    ([sourceType]) => wanted === undefined || sourceType === wanted,
  );
  return {
    EventCategoriesMapList: listXml(
      "EventCategoriesMap",
      maps.map(([sourceType, categories]) => ({
        SourceType: sourceType,
        EventCategories: listXml("EventCategory", categories),
      })),
    ),
  };
}
