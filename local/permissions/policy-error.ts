/** A policy that cannot be read, or a question that no policy can answer. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}
