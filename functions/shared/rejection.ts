/** That an export came to a dead letter, as it is recorded beside the exports: nothing tells of it again. */
export interface Rejection {
  /** The letter's. */
  readonly code: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The record's text. */
export function rejectionBody(rejection: Rejection): string {
  return `${JSON.stringify(rejection, undefined, 2)}\n`;
}
