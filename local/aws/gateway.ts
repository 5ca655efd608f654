import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { WorldClock } from "../clock";
import type { AccessDesk } from "./access-desk";
import type { Answer } from "./answer";
import { AwsError } from "./aws-error";
import type { CallBook } from "./call-book";
import type { CredentialBook } from "./credential-book";
import type { FaultDesk } from "./fault-desk";
import type { Service, WireRequest } from "./service";
import { sigv4Scope } from "./sigv4-scope";
import type { PendingCall, RecordedCall, ServiceName } from "./types";
import { unknownService } from "./unknown-service";
import { writeAnswer } from "./write-answer";

export interface GatewayParts {
  readonly clock: WorldClock;
  readonly credentials: CredentialBook;
  readonly calls: CallBook;
  readonly access: AccessDesk;
  readonly faults: FaultDesk;
  readonly services: Readonly<Record<ServiceName, Service>>;
}

/**
 * The one door to every service: finds the service by the signature's scope and the caller by the access key, asks
 * whether the policies allow it, lets faults decide, has the call carried out, and records it.
 */
export class Gateway {
  constructor(private readonly parts: GatewayParts) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const wire: WireRequest = {
      method: request.method ?? "GET",
      target: request.url ?? "/",
      headers: request.headers,
      body: request,
    };
    const answer = await this.answer(wire, requestId, clientGone(response));
    await writeAnswer(request, response, answer, requestId);
  }

  private async answer(wire: WireRequest, requestId: string, signal: AbortSignal): Promise<Answer> {
    const scope = sigv4Scope(wire.headers, wire.target);
    const name = serviceName(scope?.service ?? "s3");
    if (name === undefined) return unknownService(scope?.service ?? "", wire, requestId);
    const service = this.parts.services[name];
    const time = this.parts.clock.now();
    const caller = this.parts.credentials.identify(scope);
    if (typeof caller === "string") return service.renderError(service.refusal(caller), requestId, wire);
    let call: Omit<RecordedCall, "status" | "error"> = {
      ...{ time, caller, service: name, operation: "", resource: "" },
      access: [],
    };
    let answer: Answer;
    try {
      const operation = await service.understand(wire);
      const pending: PendingCall = {
        ...{ time, caller, service: name, operation: operation.name, resource: operation.resource },
      };
      call = { ...call, ...pending };
      const { access, denied } = await this.parts.access.decide(caller, () => operation.needs(caller));
      call = { ...call, access };
      if (denied !== undefined) throw service.denial(denied);
      const fault = this.parts.calls.faultFor(pending);
      if (fault !== undefined) call = { ...call, fault };
      answer = await this.parts.faults.carryOut(fault, operation, { caller, requestId, signal });
    } catch (error) {
      answer = service.renderError(asAwsError(error), requestId, wire);
    }
    this.parts.calls.record({
      ...call,
      status: answer.status,
      ...(answer.error === undefined ? {} : { error: answer.error }),
    });
    return answer;
  }
}

function serviceName(scopeService: string): ServiceName | undefined {
  switch (scopeService) {
    case "rds":
    case "s3":
    case "glue":
    case "sqs":
    case "sns":
    case "sts":
      return scopeService;
    default:
      return undefined;
  }
}

/** A defect of this endpoint is answered as AWS answers its own, with the reason in the message. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError("InternalFailure", `The local endpoint failed: ${reason}`, 500);
}

function clientGone(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableEnded) controller.abort();
  });
  return controller.signal;
}
