import type { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { Fault, Operation } from "../plan/plan";
import { refusal, Refused, streamed } from "./answers";
import { isDuring } from "./fault-book";
import type { Glue } from "./glue";
import { wireCallOf, type Service, type WireCall } from "./operation";
import type { Rds } from "./rds/rds";
import { textBody, type S3 } from "./s3/s3";
import type { Sqs } from "./sqs";
import type { WorldBase } from "./world-base";

export type CallEffect = Extract<Fault, { kind: "call" }>["effect"];

/** A request on its way. */
export interface Underway {
  readonly call: WireCall;
  readonly effect: CallEffect | undefined;
  /** Milliseconds until AWS reads the request, and from then until its answer arrives. */
  readonly there: number;
  readonly back: number;
  /** Carries the request out. */
  readonly execute: () => HttpResponse;
}

interface Services {
  readonly rds: Rds;
  readonly s3: S3;
  readonly sqs: Sqs;
  readonly glue: Glue;
}

/** AWS's side of the network: which operation a request asks for, what goes wrong with it, and what comes back. */
export class Aws {
  readonly calls = new Map<Operation, number>();

  constructor(
    private readonly world: WorldBase,
    private readonly services: Services,
  ) {}

  receive(request: HttpRequest): Underway {
    const call = wireCallOf(request, () => textBody(request));
    const { operation } = call;
    const nth = (this.calls.get(operation) ?? 0) + 1;
    this.calls.set(operation, nth);
    const fault = this.world.faults.meet(
      "call",
      (each) => each.operation === operation && nth >= each.nth && nth < each.nth + each.times,
    );
    const { random } = this.world;
    const effect = fault?.effect ?? this.effectByChance();
    // What was wanted is wanted still: the next look of the schedule may get it.
    if (effect !== undefined) this.world.changed();
    const execute = (): HttpResponse => this.answer(call, request, effect);
    return {
      call,
      effect,
      there: random.between(2, 30),
      back: random.between(2, call.name === "CopyObject" || call.name === "UploadPartCopy" ? 200 : 30),
      execute,
    };
  }

  private effectByChance(): CallEffect | undefined {
    const { faults, random, time } = this.world;
    return faults.meet(
      "call-rate",
      (fault) => isDuring(fault, time.now) && random.next() * 100 < fault.percent,
    )?.effect;
  }

  private answer(call: WireCall, request: HttpRequest, effect: CallEffect | undefined): HttpResponse {
    try {
      const failed = effect && failure(call.service, effect);
      if (failed instanceof Refused) throw failed;
      if (failed !== undefined) return failed;
      return this.carryOut(call, request);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.world.tell(() => `${call.operation} is refused: ${error.code}`);
      return refusal(call.service, error);
    }
  }

  private carryOut({ service, name }: WireCall, request: HttpRequest): HttpResponse {
    const { rds, s3, sqs, glue } = this.services;
    switch (service) {
      case "rds":
        return rds.answer(name, new URLSearchParams(textBody(request)));
      case "s3":
        return s3.answer(name, request);
      case "sqs":
        return sqs.answer(name, JSON.parse(textBody(request)));
      case "glue":
        return glue.answer(name, JSON.parse(textBody(request)));
    }
  }
}

/** What AWS answers instead; undefined where it answers well, and something else goes wrong. */
function failure(service: Service, effect: CallEffect): Refused | HttpResponse | undefined {
  switch (effect) {
    case "throttled":
      return service === "s3"
        ? new Refused("SlowDown", "Please reduce your request rate.", 503)
        : new Refused(service === "rds" ? "Throttling" : "ThrottlingException", "Rate exceeded", 400);
    case "denied":
      return service === "rds" || service === "s3"
        ? new Refused("AccessDenied", "The call is not authorized", 403)
        : new Refused("AccessDeniedException", "The call is not authorized", 400);
    case "error-in-200":
      if (service === "s3")
        return streamed(
          200,
          "application/xml",
          "<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>",
        );
      return serverError(service);
    case "server-error":
      return serverError(service);
    case "connection-lost":
    case "answer-lost":
    case "hangs":
      return undefined;
  }
}

function serverError(service: Service): Refused {
  const code =
    service === "s3" ? "InternalError" : service === "glue" ? "InternalServiceException" : "InternalFailure";
  return new Refused(code, "An internal error occurred", 500);
}
