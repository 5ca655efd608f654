import type { Fault } from "./types";
import { UNKNOWN_FAILURE, type Effect } from "./effects";
import { EXPORT_OPERATION, type PlannedFault } from "./plan";

/** A fault of a plan in words: `s3:CopyObject fails with SlowDown, 3 times`. */
export function describeFault(fault: PlannedFault): string {
  const { operation, resource, caller, after, times, effect } = fault;
  if (effect.kind === "occupy-slots") return effectWords(effect);
  return [
    operation === EXPORT_OPERATION ? "an export" : operation,
    caller === "*" ? "" : ` by ${caller}`,
    resource === "*" ? "" : ` of ${resource}`,
    ` ${effectWords(effect)}`,
    times === "always" ? "" : times === 1 ? ", once" : `, ${times} times`,
    after === 0 ? "" : `, after the first ${after === 1 ? "one" : after}`,
  ].join("");
}

function effectWords(effect: Effect): string {
  switch (effect.kind) {
    case "error":
      return `fails with ${effect.code}`;
    case "throttle":
      return "is throttled";
    case "slow":
      return `takes ${effect.worldSeconds} s longer`;
    case "error-in-200":
      return `answers 200 with ${effect.code ?? "InternalError"} inside`;
    case "lost":
      return "is answered, and its effect is lost";
    case "doubled":
      return "delivers its message twice";
    case "kill":
      return `kills the function's process ${effect.when} it is carried out`;
    case "fail":
      return `fails: ${effect.cause ?? UNKNOWN_FAILURE}`;
    case "cancel":
      return `is cancelled at ${effect.atPercent} %`;
    case "skip":
      return `skips ${effect.tables.join(", ")}`;
    case "lose-files":
      return `loses its files of ${effect.tables.join(", ")} before it ends`;
    case "stray-file":
      return `finds a file of somebody else's beside those of ${effect.tables.join(", ")} in the landing zone`;
    case "hang":
      return `hangs at 99 % ${effect.worldSeconds === undefined ? "for ever" : `for ${effect.worldSeconds} s`}`;
    case "occupy-slots":
      return (
        `exports of somebody else occupy ${effect.slots} of the account's slots ` +
        `until ${effect.worldSeconds} s after the snapshots are available`
      );
  }
}

/** What a fault did to a call, for a person. */
export function faultWords(fault: Fault): string {
  switch (fault.kind) {
    case "error":
      return `answered with ${fault.status} ${fault.code}`;
    case "slow":
      return `took ${fault.worldSeconds} s longer`;
    case "error-in-200":
      return `answered with 200 and the error ${fault.code} in the body`;
    case "lost":
      return "it was answered, and its effect was lost";
    case "doubled":
      return "the message was delivered twice";
    case "kill":
      return `the caller was killed ${fault.when} the call was carried out`;
  }
}
