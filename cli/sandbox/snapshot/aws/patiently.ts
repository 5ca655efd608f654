import { AwsCallError } from "../../../../functions/shared/aws-failure";

/** Attempts in a row that may fail for a reason that may pass. */
export const ATTEMPTS = 20;

export interface Patience {
  /** Waits until the next attempt. @throws the signal's reason when it is aborted */
  readonly pause: () => Promise<void>;
  /** Called with AWS's words when there is another attempt. */
  readonly onFailure?: (words: string) => void;
}

/**
 * Asks AWS again when it could not be asked: it may be out of reach for a while without the pipeline minding.
 *
 * @throws AwsCallError when that does not pass, or is no such failure
 */
export async function patiently<T>(work: () => Promise<T>, { pause, onFailure }: Patience): Promise<T> {
  for (let failed = 1; ; failed++)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AwsCallError) || error.kind !== "healable" || failed >= ATTEMPTS) throw error;
      onFailure?.(`AWS could not be asked, which is tried again: ${error.message}`);
      await pause();
    }
}
