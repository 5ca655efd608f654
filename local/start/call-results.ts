import type { RecordedCall } from "../aws/types";
import { faultWords } from "../faults/words";
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
