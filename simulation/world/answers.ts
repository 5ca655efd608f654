import { HttpResponse } from "@smithy/core/protocols";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";

/** What AWS says no with; thrown by the services, answered in each service's own protocol. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status. */
    readonly status: number,
  ) {
    super(message);
  }
}

export function refuse(code: string, message: string, status = 400): never {
  throw new Refused(code, message, status);
}

type Headers = Readonly<Record<string, string>>;

const ENCODER = new TextEncoder();

/**
 * An answer that is there in full: the SDK reads bytes as well as it reads a stream, and much faster.
 *
 * @param status HTTP status
 */
export function answer(
  status: number,
  contentType: string,
  body: string,
  headers: Headers = {},
): HttpResponse {
  return new HttpResponse({
    statusCode: status,
    headers: { "content-type": contentType, ...headers },
    body: ENCODER.encode(body),
  });
}

/** An answer that arrives as a stream: for contents of objects, and where the SDK looks for errors in a good answer. */
export function streamed(
  status: number,
  contentType: string,
  body: string,
  headers: Headers = {},
): HttpResponse {
  const bytes = Buffer.from(body);
  return new HttpResponse({
    statusCode: status,
    headers: { "content-type": contentType, "content-length": String(bytes.length), ...headers },
    body: Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false }),
  });
}

export function xml(body: string, headers: Headers = {}): HttpResponse {
  return answer(200, "text/xml", body, headers);
}

export function json(body: unknown): HttpResponse {
  return answer(200, "application/x-amz-json-1.1", JSON.stringify(body));
}

/** A refusal as the service words it. */
export function refusal(service: string, { status, code, message }: Refused): HttpResponse {
  const detail = element("Code", code) + element("Message", message);
  if (service === "rds")
    return answer(status, "text/xml", `<ErrorResponse><Error>${detail}</Error></ErrorResponse>`);
  if (service === "s3") return streamed(status, "application/xml", `<Error>${detail}</Error>`);
  return answer(status, "application/x-amz-json-1.1", JSON.stringify({ __type: code, message }));
}

/** `<name>text</name>`, escaped; nothing for undefined. */
export function element(name: string, text: string | number | Date | undefined): string {
  if (text === undefined) return "";
  const plain = text instanceof Date ? text.toISOString() : String(text);
  const escaped = /[&<>\r]/.test(plain)
    ? plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;")
    : plain;
  return `<${name}>${escaped}</${name}>`;
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
