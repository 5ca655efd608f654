import { createReadStream } from "node:fs";

/** A line of a file. */
export interface Line {
  /** With its line end, as far as it has one. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Bytes of the file up to its end. */
  readonly bytes: number;
}

/** A line holds bytes that are no UTF-8. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
  constructor(readonly line: number) {
    super(`line ${line} is not UTF-8`);
  }
}

const LINE_FEED = 0x0a;

/**
 * Reads a file line by line; only line feeds end lines, since a text in it may hold any other separator. A byte order
 * mark at the beginning is left out.
 *
 * @throws EncodingError, or an error of the file system
 */
export async function* readLines(file: string): AsyncGenerator<Line, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let number = 0;
  let bytes = 0;
  let rest: Buffer[] = [];
  const line = (parts: readonly Buffer[]): Line => {
    const buffer = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    number++;
    bytes += buffer.length;
    const text = decoded(decoder, buffer, number);
    return { text: number === 1 ? text.replace(/^\ufeff/, "") : text, number, bytes };
  };
  const chunks: AsyncIterable<Buffer> = createReadStream(file);
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      yield line([...rest, chunk.subarray(from, end + 1)]);
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield line(rest);
}

function decoded(decoder: TextDecoder, buffer: Buffer, number: number): string {
  try {
    return decoder.decode(buffer);
  } catch {
    throw new EncodingError(number);
  }
}
