import type { FaultDecision, PendingCall } from "../aws/types";
import { Counter } from "./counter";
import type { CallEffect } from "./effects";
import { errorOf, throttlingCode } from "./errors";
import { matchesGlob } from "./glob";
import type { FunctionName, PlannedFault } from "./plan";
import type { Fault } from "./types";

/** ARNs of the functions' roles. */
export type FunctionRoles = Readonly<Record<FunctionName, string>>;

/** A fault of calls, counting. */
export interface CallRule {
  readonly decide: FaultDecision;
  readonly fired: () => number;
}

/** Makes a decision for the gateway out of a fault. */
export function callRule(fault: PlannedFault, effect: CallEffect, roles: FunctionRoles): CallRule {
  const counter = new Counter(fault);
  return {
    decide: (call) =>
      matches(fault, call, roles) && canHappen(effect, call, roles) && counter.next()
        ? faultOf(effect, call.service)
        : undefined,
    fired: () => counter.fired,
  };
}

function matches(fault: PlannedFault, call: PendingCall, roles: FunctionRoles): boolean {
  return (
    fault.operation === `${call.service}:${call.operation}` &&
    matchesGlob(fault.resource, call.resource) &&
    isCaller(fault.caller, call.caller.principal, roles)
  );
}

function isCaller(caller: string, principal: string, roles: FunctionRoles): boolean {
  if (caller === "export" || caller === "copier") return principal === roles[caller];
  return matchesGlob(caller, principal);
}

/** Only a function's own process can be killed: Lambda polls the queues as the function, without a session of it. */
function canHappen(effect: CallEffect, { caller }: PendingCall, roles: FunctionRoles): boolean {
  if (effect.kind !== "kill") return true;
  return caller.session !== undefined && Object.values(roles).includes(caller.principal);
}

function faultOf(effect: CallEffect, service: string): Fault {
  switch (effect.kind) {
    case "error":
      return { kind: "error", ...errorOf(effect) };
    case "throttle":
      return { kind: "error", ...errorOf({ code: throttlingCode(service) }) };
    case "error-in-200": {
      const { code, message } = errorOf({ code: effect.code ?? "InternalError", message: effect.message });
      return { kind: "error-in-200", code, message };
    }
    case "slow":
    case "lost":
    case "doubled":
    case "kill":
      return effect;
  }
}
