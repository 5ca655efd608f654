import { HttpRequest, type HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest as SdkRequest } from "@smithy/types";
import type { HttpRequestHandler } from "../../functions/shared/aws-clients";
import type { Aws, Underway } from "./aws";
import type { FunctionName } from "./facts";
import { isDuring } from "./fault-book";
import type { Service } from "./operation";
import type { WorldBase } from "./world-base";

type Settle = (answer: { response: HttpResponse }) => void;

/** The longest that the functions' clients wait for an answer, in milliseconds; copies may take minutes. */
const TIMEOUTS: Readonly<Record<Service, number>> = { rds: 30_000, s3: 30_000, sqs: 20_000, glue: 30_000 };
const COPY_TIMEOUT = 300_000;
const COPIES = new Set(["CopyObject", "UploadPartCopy", "CompleteMultipartUpload"]);

/** Counts the requests of one function, over all of its processes. */
export interface RequestCounter {
  requests: number;
}

/**
 * The network as one process of a function sees it. When the process has ended, nothing that it still does reaches
 * anybody, and nothing reaches it.
 */
export class Process implements HttpRequestHandler {
  hasEnded = false;
  /** Called when a fault ends the process. */
  onKill: () => void = () => undefined;

  constructor(
    private readonly world: WorldBase,
    private readonly aws: Aws,
    private readonly name: FunctionName,
    private readonly counter: RequestCounter,
  ) {}

  handle(given: SdkRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    return new Promise((resolve, reject) => {
      if (this.hasEnded) return;
      const nth = ++this.counter.requests;
      const kill = this.world.faults.meet(
        "kill",
        (fault) => fault.function === this.name && fault.nth === nth,
      );
      if (kill?.when === "before" || this.isKilledByChance()) {
        this.kill();
        return;
      }
      const signal = options?.abortSignal as AbortSignal | undefined;
      if (signal?.aborted === true) {
        reject(aborted());
        return;
      }
      const abort = (): void => {
        reject(aborted());
      };
      signal?.addEventListener("abort", abort, { once: true });
      const stopListening = (): void => {
        signal?.removeEventListener("abort", abort);
      };
      const request = given instanceof HttpRequest ? given : new HttpRequest(given);
      this.send(
        this.aws.receive(request),
        kill !== undefined,
        (answer) => {
          stopListening();
          resolve(answer);
        },
        (error) => {
          stopListening();
          reject(error);
        },
      );
    });
  }

  private send(underway: Underway, isLast: boolean, resolve: Settle, reject: (error: Error) => void): void {
    const { time } = this.world;
    const { call, effect, there, execute } = underway;
    const slow = this.world.faults.meet(
      "slow",
      (fault) => fault.function === this.name && isDuring(fault, time.now),
    );
    const back = underway.back + (slow?.milliseconds ?? 0);
    const timeout = COPIES.has(call.name) ? COPY_TIMEOUT : TIMEOUTS[call.service];
    if (effect === "hangs" || there + back > timeout)
      time.after(timeout, () => {
        if (!this.hasEnded) reject(timedOut(timeout));
      });
    if (effect === "hangs") return;
    time.after(there, () => {
      const lost = effect === "connection-lost" ? connectionLost() : undefined;
      const response = lost === undefined ? execute() : undefined;
      if (isLast) this.kill();
      if (this.hasEnded || there + back > timeout) return;
      time.after(back, () => {
        if (this.hasEnded) return;
        if (response === undefined || effect === "answer-lost") reject(lost ?? connectionLost());
        else resolve({ response });
      });
    });
  }

  private isKilledByChance(): boolean {
    const { faults, random, time } = this.world;
    const fault = faults.meet(
      "kill-rate",
      (each) =>
        each.function === this.name && isDuring(each, time.now) && random.next() * 1000 < each.perMille,
    );
    return fault !== undefined;
  }

  private kill(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.world.changed();
    this.onKill();
  }
}

function aborted(): Error {
  return Object.assign(new Error("Request aborted"), { name: "AbortError" });
}

function connectionLost(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
}

/** As the SDK's own network handler says it. */
function timedOut(milliseconds: number): Error {
  return Object.assign(new Error(`No answer within ${milliseconds} ms`), { name: "TimeoutError" });
}
