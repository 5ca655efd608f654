import type { CleanUp } from "./clean-up";
import type { Teller } from "./teller";

/** What every step of a run needs. */
export interface RunSurroundings {
  readonly cleanUp: CleanUp;
  readonly teller: Teller;
  readonly signal: AbortSignal;
}
