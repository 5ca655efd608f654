import type { Fault } from "../plan/plan";
import type { Invariant } from "./invariant";
import type { RunFacts } from "./run-facts";

/** What CopyObject takes at most, in bytes; larger files are copied in parts. */
const MOST_BYTES = 5 * 1024 ** 3;

export const filesCopiedOnce: Invariant = {
  name: "files are copied once",
  promise:
    "Each file is copied once, however many messages speak of its export; again only after a crash, a message that came twice, " +
    "a call of S3's that failed or took too long, or where somebody changes the zone or does not let us list it",
  check: (facts) => {
    if (mayCopyAgain(facts)) return [];
    const { exports, calls } = facts.history;
    // Nobody copies what an export that failed, or was cancelled, has left.
    const files = exports
      .filter(({ status }) => status === "COMPLETE")
      .flatMap((each) => [...each.files.values()])
      .filter((bytes) => bytes <= MOST_BYTES);
    const copies = calls.get("s3:CopyObject") ?? 0;
    return copies <= files.length ? [] : [`${files.length} files were copied ${copies} times`];
  },
};

function mayCopyAgain({ plan, history: { invocations, injected } }: RunFacts): boolean {
  const crashed = invocations.killed + invocations.timedOut > 0;
  return crashed || !plan.settings.zone.listable || injected.some(({ fault }) => copiesAgain(fault));
}

function copiesAgain(fault: Fault): boolean {
  if (fault.kind === "call") return fault.operation.startsWith("s3:");
  // Then time may run short before the place of the copy is saved behind all that was copied.
  if (fault.kind === "slow") return fault.milliseconds > 1000;
  return AGAIN.has(fault.kind);
}

const AGAIN: ReadonlySet<Fault["kind"]> = new Set([
  ...(["call-rate", "delivered-twice", "redrive"] as const),
  ...(["landed-file-spoilt", "foreign-file"] as const),
]);
