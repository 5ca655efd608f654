import type { Fault } from "../plan/plan";
import type { Invariant } from "./invariant";

export const copiesAreKept: Invariant = {
  name: "copies are kept",
  promise:
    "What counts as copied is copied: the verification sends no landing back while nobody deletes in the zone, and once for each message that speaks of the export; " +
    "no upload in parts is left behind but by a crash, a lost answer or a denied abort",
  check: ({ plan, history }) => {
    const { copiesBegunAnew, uploadsLeft, invocations, injected, exports } = history;
    const crashed = invocations.killed + invocations.timedOut > 0;
    const unknown = injected.some(
      ({ fault }) =>
        fault.kind === "slow" ||
        fault.kind === "call-rate" ||
        (fault.kind === "call" && UPLOAD_CALLS.has(fault.operation)),
    );
    const spoilt = injected.some(({ fault }) => fault.kind === "landed-file-spoilt");
    return [
      ...(copiesBegunAnew === 0 || spoilt
        ? []
        : [`The verification found files missing that counted as copied, ${copiesBegunAnew} times`]),
      ...(copiesBegunAnew <= MESSAGES * exports.length ||
      crashed ||
      injected.some(({ fault }) => REPEATS.has(fault.kind))
        ? []
        : [`${exports.length} exports were copied anew ${copiesBegunAnew} times`]),
      ...(uploadsLeft === 0 || crashed || unknown || !plan.settings.zone.abortable
        ? []
        : [`${uploadsLeft} uploads in parts are neither completed nor given up`]),
    ];
  },
};

/** Calls after whose failure an upload may be there that nobody knows, or that nobody could give up. */
const UPLOAD_CALLS = new Set<string>(["s3:CreateMultipartUpload", "s3:AbortMultipartUpload"]);

/** RDS's event and the export function's message speak of one export. */
const MESSAGES = 2;

const REPEATS: ReadonlySet<Fault["kind"]> = new Set([
  "delivered-twice",
  "call",
  "call-rate",
  "redrive",
] as const);
