import type { NamedPolicy, StatementName } from "./types";

/** A request and every policy that has a say in it. */
export interface Question {
  /** ARN of a role, session or user, or a service principal. */
  readonly principal: string;
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Every condition key of the request: the simulator fills in none. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identityPolicies: readonly NamedPolicy[];
  /** The policy of the resource: of a bucket, queue, topic, key, or for sts:AssumeRole who may assume the role. */
  readonly resourcePolicy?: NamedPolicy;
}

export interface Verdict {
  readonly result: "allowed" | "implicitly-denied" | "explicitly-denied";
  /** Every Allow statement that matches, whether or not another one would have sufficed. */
  readonly allowing: readonly StatementName[];
  /** Every Deny statement that matches. */
  readonly denying: readonly StatementName[];
  /** An identity-based policy allows it. */
  readonly identityAllows: boolean;
  /** The resource's policy allows it to the principal, or leaves it to the principal's account. */
  readonly resourceAllows: boolean;
}
