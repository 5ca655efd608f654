import type { HttpRequest as SdkRequest, HttpHandlerOptions } from "@smithy/types";
import { HttpRequest, type HttpResponse } from "@smithy/core/protocols";
import type { HttpRequestHandler } from "../../../functions/shared/aws-clients";
import { element, Refused, response, XML, type AwsRefusal } from "./answers";
import { FakeGlue } from "./fake-glue";
import { FakeRds } from "./fake-rds";
import { FakeS3, s3Operation } from "./fake-s3";
import { FakeSqs } from "./fake-sqs";

/** One call that the functions made. */
export interface FakeCall {
  readonly service: string;
  readonly operation: string;
  /** Whatever was sent: form fields, JSON text, or the path. */
  readonly input: string;
}

/** What happens to a call instead of being answered. */
export type FakeFault =
  | ({ readonly kind: "refusal" } & AwsRefusal)
  /** S3's way of failing after it has begun to answer. */
  | { readonly kind: "error-in-200"; readonly code: string }
  | { readonly kind: "connection-lost" }
  /** The call is carried out, but its answer never arrives. */
  | { readonly kind: "answer-lost" }
  /** No answer until the caller gives up. */
  | { readonly kind: "hangs" };

interface PlannedFault {
  readonly operation: string;
  readonly fault: FakeFault;
  readonly matching: (input: string) => boolean;
  left: number;
}

/**
 * AWS as the functions' SDK clients see it over HTTP, in memory: the real SDK signs, serialises, retries and parses.
 * Faults are planned by operation.
 */
export class FakeAws implements HttpRequestHandler {
  readonly rds = new FakeRds();
  readonly s3: FakeS3;
  readonly glue = new FakeGlue();
  readonly sqs: FakeSqs;
  readonly calls: FakeCall[] = [];
  private readonly faults: PlannedFault[] = [];

  constructor(now: () => Date) {
    this.sqs = new FakeSqs(now);
    this.s3 = new FakeS3(now);
  }

  /** Plans a fault for the next calls of an operation. @param times how often; Infinity: always */
  fail(
    operation: string,
    fault: FakeFault,
    times = Infinity,
    matching: (input: string) => boolean = () => true,
  ): void {
    this.faults.push({ operation, fault, left: times, matching });
  }

  /** How often an operation was called. */
  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  heal(): void {
    this.faults.length = 0;
  }

  async handle(sdkRequest: SdkRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    const request = new HttpRequest(sdkRequest);
    const call = callOf(request);
    this.calls.push(call);
    const planned = this.faults.find(
      ({ operation, left, matching }) => operation === call.operation && left > 0 && matching(call.input),
    );
    if (planned !== undefined) planned.left--;
    return { response: await this.answerOrFail(call, request, planned?.fault, options) };
  }

  private async answerOrFail(
    call: FakeCall,
    request: HttpRequest,
    fault: FakeFault | undefined,
    options: HttpHandlerOptions | undefined,
  ): Promise<HttpResponse> {
    switch (fault?.kind) {
      case undefined:
        return await this.answer(call, request);
      case "refusal":
        return refusal(call.service, fault);
      case "error-in-200":
        return response(
          200,
          XML,
          `<Error><Code>${fault.code}</Code><Message>Please try again.</Message></Error>`,
        );
      case "connection-lost":
        throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
      case "answer-lost":
        await this.answer(call, request);
        throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
      case "hangs":
        return await new Promise((_resolve, reject) => {
          const signal = options?.abortSignal as AbortSignal | undefined;
          const abort = (): void => {
            reject(Object.assign(new Error("Request aborted"), { name: "AbortError" }));
          };
          if (signal?.aborted === true) abort();
          signal?.addEventListener("abort", abort);
        });
    }
  }

  private async answer({ service, operation, input }: FakeCall, request: HttpRequest): Promise<HttpResponse> {
    try {
      switch (service) {
        case "rds":
          return this.rds.answer(new URLSearchParams(input));
        case "s3":
          return await this.s3.answer(request, bodyOf(request));
        case "sqs":
          return this.sqs.answer(operation, JSON.parse(input));
        case "glue":
          return this.glue.answer(operation, JSON.parse(input));
        default:
          throw new Error(`no imitation of ${service}`);
      }
    } catch (error) {
      if (error instanceof Refused) return refusal(service, error.refusal);
      throw error;
    }
  }
}

function callOf(request: HttpRequest): FakeCall {
  const service =
    /\/([a-z0-9]+)\/aws4_request/.exec(request.headers["authorization"] ?? "")?.[1] ?? "unsigned";
  const body = bodyOf(request);
  if (service === "s3")
    return { service, operation: s3Operation(request), input: decodeURIComponent(request.path) };
  const target = request.headers["x-amz-target"]?.split(".")[1];
  return { service, operation: target ?? new URLSearchParams(body).get("Action") ?? "unknown", input: body };
}

function bodyOf({ body }: HttpRequest): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array | undefined);
}

function refusal(service: string, { status, code, message }: AwsRefusal): HttpResponse {
  const detail = element("Code", code) + element("Message", message);
  if (service === "rds")
    return response(status, XML, `<ErrorResponse><Error>${detail}</Error></ErrorResponse>`);
  if (service === "s3") return response(status, XML, `<Error>${detail}</Error>`);
  return response(status, "application/x-amz-json-1.1", JSON.stringify({ __type: code, message }));
}
