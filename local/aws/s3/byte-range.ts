import { AwsError } from "../aws-error";
import { s3Error } from "./s3-errors";

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a Range header. S3 serves one range; other forms are ignored, as HTTP asks.
 *
 * @returns undefined for the whole object
 * @throws AwsError InvalidRange when no byte of the object is in it
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return undefined;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  if (first >= size || (from === "" && Number(to) === 0))
    throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416, {
      RangeRequested: header ?? "",
      ActualObjectSize: String(size),
    });
  return { first, last };
}

/**
 * The bytes of one part of an object that was uploaded in parts; an object that was not has one part.
 *
 * @param text the parameter partNumber
 * @returns undefined when the call names no part, or the object is empty
 * @throws AwsError InvalidRequest, InvalidArgument or InvalidPartNumber
 */
export function partRange(
  text: string | null,
  rangeHeader: string | undefined,
  { size, partSizes = [size] }: { readonly size: number; readonly partSizes?: readonly number[] },
): ByteRange | undefined {
  if (text === null) return undefined;
  if (rangeHeader !== undefined)
    throw s3Error.invalidRequest("Cannot specify both Range header and partNumber query parameter");
  if (!/^\d{1,5}$/.test(text))
    throw s3Error.invalidArgument(
      "Part number must be an integer between 1 and 10000, inclusive",
      "partNumber",
      text,
    );
  const number = Number(text);
  const length = partSizes[number - 1];
  if (length === undefined)
    throw new AwsError("InvalidPartNumber", "The requested partnumber is not satisfiable", 416, {
      ActualPartCount: String(partSizes.length),
    });
  if (length === 0) return undefined;
  const first = partSizes.slice(0, number - 1).reduce((sum, its) => sum + its, 0);
  return { first, last: first + length - 1 };
}
