import type { Fault } from "../faults/types";
import type { Answer } from "./answer";
import { AwsError } from "./aws-error";
import { lateError } from "./s3/late-error";
import type { Operation, OperationContext } from "./service";
import type { Caller } from "./types";

/** Waits in world time; rejects when the world closes or the signal is aborted. */
export type WorldWait = (worldSeconds: number, signal: AbortSignal) => Promise<void>;

/** Ends the process of a caller. @returns whether the caller has one of this killer's */
export type Killer = (caller: Caller) => Promise<boolean>;

/** Carries a call out as a fault wants it. */
export class FaultDesk {
  private readonly killers: Killer[] = [];
  /** By session: a process makes many calls at once, and dies of the first. */
  private readonly deaths = new Map<string, Promise<boolean>>();

  constructor(private readonly wait: WorldWait) {}

  onKill(killer: Killer): void {
    this.killers.push(killer);
  }

  /** @throws AwsError the fault's, or what the call itself throws */
  async carryOut(
    fault: Fault | undefined,
    operation: Pick<Operation, "name" | "run" | "lose">,
    context: OperationContext,
  ): Promise<Answer> {
    switch (fault?.kind) {
      case undefined:
        return operation.run(context);
      case "error":
        throw new AwsError(fault.code, fault.message, fault.status);
      case "slow":
        await this.wait(fault.worldSeconds, context.signal);
        return operation.run(context);
      case "error-in-200":
        return lateError(fault, context.requestId);
      case "lost":
        return lost(operation, context);
      case "doubled":
        await operation.run(context);
        return operation.run(context);
      case "kill":
        return this.kill(fault.when, operation, context);
    }
  }

  /** The dead process hears no answer; the record shows what became of the call. */
  private async kill(
    when: "before" | "after",
    operation: Pick<Operation, "run">,
    context: OperationContext,
  ): Promise<Answer> {
    const answer = when === "after" ? await operation.run(context) : undefined;
    if (!(await this.die(context.caller)))
      throw new AwsError(
        "InternalFailure",
        `A fault is to kill the process of ${context.caller.principal}: expected a running instance of a function.`,
        500,
      );
    if (answer !== undefined) return answer;
    throw new AwsError(
      "CallerKilled",
      "The process that made this call was killed before it was carried out.",
      500,
    );
  }

  private die(caller: Caller): Promise<boolean> {
    const known = this.deaths.get(caller.session ?? "");
    if (known !== undefined) return known;
    const death = Promise.all(this.killers.map((kill) => kill(caller))).then((dead) => dead.includes(true));
    if (caller.session !== undefined) this.deaths.set(caller.session, death);
    return death;
  }
}

function lost(operation: Pick<Operation, "name" | "lose">, context: OperationContext): Promise<Answer> {
  if (operation.lose !== undefined) return operation.lose(context);
  throw new AwsError(
    "InternalFailure",
    `A fault is to lose what ${operation.name} leaves: it leaves nothing that could be lost.`,
    500,
  );
}
