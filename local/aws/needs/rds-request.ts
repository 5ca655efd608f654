import type { Need } from "../../permissions/types";
import type { QueryParameters } from "../protocols/query-protocol";
import type { RdsArns } from "../rds/rds-arns";
import { tagContext } from "./need";

/** What is known of a call of RDS. */
export interface RdsFacts {
  readonly given: QueryParameters;
  readonly arns: RdsArns;
  readonly callerAccountId: string;
}

/** RDS has a key of its own for each tag of a request, beside the global one. */
export function requestTags(given: QueryParameters): Need["context"] {
  const tags = Object.fromEntries(
    given.groups("Tags").map((tag) => [tag.optional("Key") ?? "", tag.optional("Value") ?? ""]),
  );
  const own = Object.entries(tags).map(([name, value]) => [`rds:req-tag/${name}`, value] as const);
  return { ...tagContext(tags), ...Object.fromEntries(own) };
}

/** What is tagged, or whose tags are read. */
export function tagTarget({ given }: RdsFacts): string {
  return given.optional("ResourceName") ?? "*";
}

/** Identifiers may be given as ARNs; RDS takes them without regard to case. */
export function named(
  given: QueryParameters,
  parameter: string,
  arns: RdsArns,
  kind: "db" | "snapshot" | "es",
): string {
  const name = given.optional(parameter);
  if (name?.startsWith("arn:") === true) return name;
  switch (kind) {
    case "db":
      return arns.instance(name?.toLowerCase() ?? "*");
    case "snapshot":
      return arns.snapshot(name?.toLowerCase() ?? "*");
    case "es":
      return arns.eventSubscription(name ?? "*");
  }
}
