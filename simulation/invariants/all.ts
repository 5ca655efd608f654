import type { Plan } from "../plan/plan";
import type { History } from "../world/history";
import { copiesAreKept } from "./copies-are-kept";
import { endsPromptly } from "./ends-promptly";
import { everySnapshotEnds } from "./every-snapshot-ends";
import { exportsAreFew } from "./exports-are-few";
import { filesCopiedOnce } from "./files-copied-once";
import { fiveExports } from "./five-exports";
import { ignoredByRuleOnly } from "./ignored-by-rule-only";
import type { Invariant, Violation } from "./invariant";
import { landingEqualsExport } from "./landing-equals-export";
import { lettersAreExplained } from "./letters-are-explained";
import { manifestTellsTheTruth } from "./manifest-tells-the-truth";
import { messagesAreConserved } from "./messages-are-conserved";
import { metricsTellTheTruth } from "./metrics-tell-the-truth";
import { nothingUnknownLanded } from "./nothing-unknown-landed";
import { oneDate } from "./one-date";
import { reachesQuiet } from "./reaches-quiet";
import { rowsLandOnce } from "./rows-land-once";
import { runFacts } from "./run-facts";
import { strayMessagesEnd } from "./stray-messages-end";
import { toldOnce } from "./told-once";
import { waitsEnd } from "./waits-end";
import { workflowFollowsLanding } from "./workflow-follows-landing";

/** What must hold after every run. */
export const INVARIANTS: readonly Invariant[] = [
  everySnapshotEnds,
  lettersAreExplained,
  toldOnce,
  landingEqualsExport,
  manifestTellsTheTruth,
  nothingUnknownLanded,
  copiesAreKept,
  filesCopiedOnce,
  workflowFollowsLanding,
  rowsLandOnce,
  oneDate,
  ignoredByRuleOnly,
  messagesAreConserved,
  metricsTellTheTruth,
  strayMessagesEnd,
  fiveExports,
  exportsAreFew,
  waitsEnd,
  endsPromptly,
  reachesQuiet,
];

/** Holds a run against all of them. */
export function violationsOf(plan: Plan, history: History): readonly Violation[] {
  const facts = runFacts(plan, history);
  return INVARIANTS.flatMap(({ name, check }) =>
    check(facts).map((sentence) => ({ invariant: name, sentence })),
  );
}
