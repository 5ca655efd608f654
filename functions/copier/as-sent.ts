import type { Incoming } from "../shared/incoming";
import type { CopyRequest } from "./event";

/**
 * What a message may say for itself. The export function's messages name an instance, and the copier's own wait: any other
 * is a person's, who wants an answer, and knows no place from which a landing could go on.
 */
export function asSent(request: CopyRequest, { state, redriven }: Incoming): CopyRequest {
  if (redriven) return sentBack(request);
  if (state.waiting !== undefined) return request;
  const { kind, taskId, bucket, instance } = request;
  return instance === undefined
    ? { kind, taskId, bucket, redriven: true }
    : { kind, taskId, bucket, instance };
}

/**
 * A letter that a person has sent back: it is told of however long it waits from here, and what was verified may have been
 * moved or deleted meanwhile.
 */
export function sentBack(request: CopyRequest): CopyRequest {
  const { place } = request;
  const unproven: CopyRequest = { ...request, redriven: true };
  return place?.phase === "verify"
    ? { ...unproven, place: { phase: "verify", parts: [], round: place.round } }
    : unproven;
}
