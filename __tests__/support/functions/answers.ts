import { HttpResponse } from "@smithy/core/protocols";
import { Readable } from "node:stream";

/** What AWS says no with. */
export interface AwsRefusal {
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Thrown by the imitations of single services, and answered in the service's own protocol. */
export class Refused extends Error {
  constructor(readonly refusal: AwsRefusal) {
    super(refusal.message);
  }
}

export function refuse(code: string, message: string, status = 400): never {
  throw new Refused({ status, code, message });
}

export function response(statusCode: number, contentType: string, body: string): HttpResponse {
  return new HttpResponse({
    statusCode,
    headers: { "content-type": contentType, "x-amzn-requestid": "request-1" },
    body: Readable.from([Buffer.from(body)]),
  });
}

export const XML = "text/xml";

/** `<name>text</name>`, escaped; nothing for undefined. */
export function element(name: string, text: string | number | Date | undefined): string {
  if (text === undefined) return "";
  const plain = text instanceof Date ? text.toISOString() : String(text);
  return `<${name}>${plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</${name}>`;
}
