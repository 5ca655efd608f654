/** A plan that cannot be carried out; the message lists every problem, one line each, with where it is. */
export class FaultPlanError extends Error {
  override readonly name = "FaultPlanError";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
