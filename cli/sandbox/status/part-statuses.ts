import type { BastionFacts, DatabaseFacts, EndpointFacts, Named, SandboxFacts } from "./facts";
import { valueOf } from "./found";
import type { PartStatus, StatusReport } from "./report";

/** Every part, with what is missing among them. */
export function partStatuses(facts: SandboxFacts): readonly PartStatus[] {
  return [
    part("database", facts.database, databaseWords),
    part("bastion", facts.bastion, bastionWords),
    ...endpointParts(facts),
    part("bucket of the code", facts.artefactBucket, () => ""),
    part("export bucket", facts.exportBucket, () => ""),
    ...zoneParts(facts),
    ...facts.functions.map((each) => part("function", each, ({ runtime, state }) => `${runtime}, ${state}`)),
    ...facts.queues.map((each) => part("queue", each, () => "")),
  ];
}

/** @param parts of one sandbox */
export function deployedAs(parts: readonly PartStatus[]): StatusReport["deployed"] {
  const states = new Set(parts.map(({ state }) => state));
  if (states.has("unreadable")) return "unknown";
  if (!states.has("missing")) return "whole";
  return states.has("there") ? "in part" : "none";
}

function part<T>(kind: string, { name, found }: Named<T>, words: (value: T) => string): PartStatus {
  const said = found.kind === "there" ? words(found.value) : found.kind === "unreadable" ? found.why : "";
  return { part: kind, name, state: found.kind, words: said };
}

const databaseWords = (database: DatabaseFacts): string =>
  `${database.engine} ${database.engineVersion}, ${database.status}, ${database.instanceClass}, ${database.gigabytes} GB`;

function bastionWords({ id, type, state, ping }: BastionFacts): string {
  const said = valueOf(ping) ?? "not read";
  return `${id}, ${type}, ${state}, Systems Manager: ${said}`;
}

/** A sandbox may do without endpoints, so that none is nothing missing. */
function endpointParts({ endpoints }: SandboxFacts): readonly PartStatus[] {
  if (endpoints.kind !== "there") return [];
  return endpoints.value.map(({ id, service, state }: EndpointFacts) => ({
    part: "VPC endpoint",
    name: id,
    state: "there",
    words: `${service}, ${state}`,
  }));
}

/** A zone of another owner is no part of the sandbox. */
function zoneParts({ zoneBucket, hasZone }: SandboxFacts): readonly PartStatus[] {
  const { kind } = zoneBucket.found;
  const mayBeAnothers = hasZone !== true && kind === "missing";
  return mayBeAnothers || hasZone === false ? [] : [part("landing zone", zoneBucket, () => "")];
}
