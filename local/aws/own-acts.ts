import { randomUUID } from "node:crypto";
import type { WorldClock } from "../clock";
import type { Need } from "../permissions/types";
import type { AccessDesk } from "./access-desk";
import type { Answer } from "./answer";
import { AwsError } from "./aws-error";
import type { CallBook } from "./call-book";
import type { FaultDesk } from "./fault-desk";
import type { Caller, RecordedCall } from "./types";

/** What AWS does, and to what. */
export interface OwnAct {
  /** A service's name as policies write it: `sts`, `sqs`, `logs`. */
  readonly service: string;
  readonly operation: string;
  /** ARN. */
  readonly resource: string;
}

const DONE: Answer = { status: 200, headers: {}, body: undefined };

/**
 * What AWS's services do by themselves inside AWS, where no request comes to the endpoint: it is decided, can be made
 * to fail, and is recorded as calls are.
 */
export class OwnActs {
  constructor(
    private readonly clock: WorldClock,
    private readonly access: AccessDesk,
    private readonly calls: CallBook,
    private readonly faults: FaultDesk,
  ) {}

  /** @throws AwsError AccessDenied, a fault's, or what the act itself throws */
  async perform(
    caller: Caller,
    act: OwnAct,
    needs: () => readonly Need[] | Promise<readonly Need[]>,
    carryOut: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const pending = { time: this.clock.now(), caller, ...act };
    let call: Omit<RecordedCall, "status" | "error"> = { ...pending, access: [] };
    try {
      const { access, denied } = await this.access.decide(caller, needs);
      call = { ...call, access };
      if (denied !== undefined) throw new AwsError("AccessDenied", denied.message, 403);
      const fault = this.calls.faultFor(pending);
      if (fault !== undefined) call = { ...call, fault };
      const run = (): Promise<Answer> => carryOut().then(() => DONE);
      const operation = { name: act.operation, run, lose: () => Promise.resolve(DONE) };
      const context = { caller, requestId: randomUUID(), signal: new AbortController().signal };
      await this.faults.carryOut(fault, operation, context);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.calls.record({ ...call, status: error.status, error: error.code });
      throw error;
    }
    this.calls.record({ ...call, status: DONE.status });
  }
}
