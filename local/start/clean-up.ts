/** What has to be ended when a run is over, last begun first. */
export class CleanUp {
  private readonly steps: { readonly what: string; readonly end: () => Promise<void> | void }[] = [];

  add(what: string, end: () => Promise<void> | void): void {
    this.steps.push({ what, end });
  }

  /** Carries out every step, also after one has failed. @throws AggregateError of what they threw */
  async run(): Promise<void> {
    const failures: Error[] = [];
    for (;;) {
      const step = this.steps.pop();
      if (step === undefined) break;
      try {
        await step.end();
      } catch (error) {
        failures.push(
          new Error(`${step.what} could not be ended cleanly: ${textOf(error)}`, { cause: error }),
        );
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map(({ message }) => message).join("; "));
  }
}

function textOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(textOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
