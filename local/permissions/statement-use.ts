import type { StatementName } from "./types";

/** One action on one resource that a statement allows, as the policy writes both, and how often it was used. */
export interface StatementUse extends StatementName {
  /** Who: the role's or user's ARN, or the principals that a resource policy names. */
  readonly principal: string;
  /** What the policy is attached to, where it is a resource's: its ARN. */
  readonly attachedTo?: string;
  /** As the statement writes it, such as `s3:PutObject*`. */
  readonly action: string;
  /** As the statement writes it, references resolved. */
  readonly resource: string;
  /** Requests that it allowed. */
  readonly times: number;
  /** The needs it served, without repetition: `CopyObject: reads the file that is copied`. */
  readonly neededFor: readonly string[];
}
