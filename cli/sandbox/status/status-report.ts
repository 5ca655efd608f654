import { costsOf } from "../prices/costs";
import { activities } from "./activities";
import type { Found, SandboxFacts } from "./facts";
import { valueOf } from "./found";
import { leftOver } from "./left-over";
import { deployedAs, partStatuses } from "./part-statuses";
import type { StatusReport } from "./report";

/** What the facts come to. */
export function statusReport(facts: SandboxFacts): StatusReport {
  const parts = partStatuses(facts);
  return {
    region: facts.region,
    identifierPrefix: facts.identifierPrefix,
    accountId: facts.accountId,
    at: facts.at.toISOString(),
    deployed: deployedAs(parts),
    parts,
    running: activities(facts),
    costs: costsOf(facts),
    leftOver: leftOver(facts),
    notRead: notRead(facts),
  };
}

/** Looks that failed at what is no part with a line of its own. */
function notRead(facts: SandboxFacts): readonly string[] {
  const { endpoints, snapshots, exports, exported, keys, keysPendingDeletion } = facts;
  const bucketKeys = [facts.artefactBucket, facts.exportBucket, facts.zoneBucket].flatMap(({ found }) =>
    found.kind === "there" ? [found.value.key] : [],
  );
  const bastion = valueOf(facts.bastion.found);
  const looks: readonly Found<unknown>[] = [
    ...(bastion === undefined ? [] : [bastion.ping, bastion.volumes]),
    endpoints,
    ...bucketKeys,
    keys,
    snapshots,
    exports,
    exported,
    keysPendingDeletion,
  ];
  return looks.flatMap((found) => (found.kind === "unreadable" ? [found.why] : []));
}
