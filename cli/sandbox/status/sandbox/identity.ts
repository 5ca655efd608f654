/** Which sandbox is meant; everything of it is found by names that follow from this. */
export interface SandboxIdentity {
  readonly region: string;
  readonly identifierPrefix: string;
  /** What the buckets' names end with. */
  readonly accountSuffix: string;
  /** Twelve digits; undefined where only the prefix is known. */
  readonly accountId?: string | undefined;
  /** Whether the landing zone is one that the sandbox made, as far as that is known. */
  readonly hasZone?: boolean | undefined;
}
