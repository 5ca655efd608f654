import type { Fault } from "../faults/types";
import type { Answer } from "./answer";
import { AwsError } from "./aws-error";
import type { Caller } from "./types";

/** Carries a call out as a fault wants it. */
export class FaultDesk {
  private readonly killers: ((caller: Caller) => Promise<void>)[] = [];

  onKill(listener: (caller: Caller) => Promise<void>): void {
    this.killers.push(listener);
  }

  /** @throws AwsError the fault's, or what the call itself throws */
  async carryOut(fault: Fault | undefined, run: () => Promise<Answer>): Promise<Answer> {
    if (fault?.kind === "error") throw new AwsError(fault.code, fault.message, fault.status);
    return run();
  }
}
