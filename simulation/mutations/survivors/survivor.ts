/** A mutant that the simulation does not tell from the shipped code, and why that is right. */
export interface Survivor {
  /** Path from the repository's root. */
  readonly file: string;
  /** The source text that is mutated; without a replacement, the text that the mutants lie in. */
  readonly original: string;
  /** Absent: all mutants of that text have one explanation, as where no plan comes there. */
  readonly replacement?: string;
  /** Why it does the same, or what would have to be there to see it. */
  readonly because: string;
}

/** Mutants of one file that have one explanation. */
export function explained(
  file: string,
  because: string,
  mutants: readonly (readonly [original: string, replacement?: string])[],
): readonly Survivor[] {
  return mutants.map(([original, replacement]) => ({
    file,
    because,
    original,
    ...(replacement !== undefined && { replacement }),
  }));
}
