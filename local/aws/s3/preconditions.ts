import type { IncomingHttpHeaders } from "node:http";
import type { StoredObject } from "./local-buckets";
import { s3Error } from "./s3-errors";

type Conditional = Pick<StoredObject, "etag" | "lastModified">;

export type ReadCondition = { readonly kind: "send" } | { readonly kind: "not-modified" } | Failed;
interface Failed {
  readonly kind: "failed";
  /** The header that did not hold. */
  readonly condition: string;
}

/** What If-Match and its relatives make of a GET or HEAD (API_GetObject); If-Match goes before the times. */
export function decideRead(object: Conditional, headers: IncomingHttpHeaders): ReadCondition {
  const match = headers["if-match"];
  const noneMatch = headers["if-none-match"];
  if (match !== undefined && !matches(match, object.etag)) return { kind: "failed", condition: "If-Match" };
  if (match === undefined && isAfter(object.lastModified, headers["if-unmodified-since"]))
    return { kind: "failed", condition: "If-Unmodified-Since" };
  if (noneMatch !== undefined && matches(noneMatch, object.etag)) return { kind: "not-modified" };
  const since = headers["if-modified-since"];
  const unchanged = since !== undefined && isTime(since) && !isAfter(object.lastModified, since);
  return noneMatch === undefined && unchanged ? { kind: "not-modified" } : { kind: "send" };
}

/** The conditions on a copy's source (API_CopyObject). */
export function decideCopySource(object: Conditional, headers: IncomingHttpHeaders): ReadCondition {
  const of = (name: string): string | undefined => single(headers[`x-amz-copy-source-${name}`]);
  const translated: IncomingHttpHeaders = {};
  for (const name of ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"] as const) {
    const value = of(name);
    if (value !== undefined) translated[name] = value;
  }
  const decision = decideRead(object, translated);
  // A copy has no 304: what is not modified is a failed condition.
  return decision.kind === "not-modified"
    ? { kind: "failed", condition: "x-amz-copy-source-If-None-Match" }
    : decision;
}

/**
 * Conditional writes: If-None-Match takes only `*`, If-Match an ETag.
 *
 * @throws AwsError PreconditionFailed, NoSuchKey or NotImplemented
 */
export function checkWrite(
  key: string,
  existing: Conditional | undefined,
  headers: IncomingHttpHeaders,
): void {
  const noneMatch = headers["if-none-match"];
  if (noneMatch !== undefined && noneMatch !== "*")
    throw s3Error.notImplemented("If-None-Match other than *");
  if (noneMatch === "*" && existing !== undefined) throw s3Error.preconditionFailed("If-None-Match");
  const match = headers["if-match"];
  if (match === undefined) return;
  if (existing === undefined) throw s3Error.noSuchKey(key);
  if (!matches(match, existing.etag)) throw s3Error.preconditionFailed("If-Match");
}

function matches(header: string, etag: string): boolean {
  return header.split(",").some((item) => {
    const text = item
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return text === "*" || text === etag;
  });
}

/** HTTP dates have whole seconds. */
function isAfter(time: Date, header: string | undefined): boolean {
  if (header === undefined || !isTime(header)) return false;
  return Math.floor(time.getTime() / 1000) > Math.floor(Date.parse(header) / 1000);
}

function isTime(header: string): boolean {
  return !Number.isNaN(Date.parse(header));
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
