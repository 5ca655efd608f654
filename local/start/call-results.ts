import type { RecordedCall } from "../aws/types";
import type { Fault } from "../faults/types";
import type { CallResult } from "./run-result";

/** The record of a call as the result of a run holds it. */
export function callResult({
  time,
  caller,
  service,
  operation,
  resource,
  status,
  error,
  fault,
  access,
}: RecordedCall): CallResult {
  return {
    time: time.toISOString(),
    principal: caller.principal,
    operation: `${service}:${operation}`,
    resource,
    status,
    ...(error === undefined ? {} : { error }),
    ...(fault === undefined ? {} : { fault: faultWords(fault) }),
    access,
  };
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
      return "the message was lost";
    case "doubled":
      return "the message was delivered twice";
    case "kill":
      return `the caller was killed ${fault.when} the call was carried out`;
  }
}
