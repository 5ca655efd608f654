/** A finding of checkov that stays, and why. */
export interface CheckovException {
  readonly check: string;
  /** Terraform address, as checkov reports it. */
  readonly resource: string;
  readonly reason: string;
}

/** Every finding that stays, one by one. An entry that no longer has a finding fails the check too. */
export const checkovExceptions: readonly CheckovException[] = [];
