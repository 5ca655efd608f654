import { Transform, type TransformCallback } from "node:stream";
import { s3Error } from "./s3-errors";

type State =
  | { readonly kind: "size" }
  | { readonly kind: "data"; left: number }
  | { readonly kind: "data-end" }
  | { readonly kind: "trailers" }
  | { readonly kind: "end" };

/**
 * Takes the aws-chunked framing off a body (sigv4-streaming, with or without chunk signatures) and keeps the trailing
 * headers. Signatures are not verified.
 */
export class AwsChunkedDecoder extends Transform {
  /** Lower-case names; complete when the stream has ended. */
  readonly trailers = new Map<string, string>();
  private state: State = { kind: "size" };
  private pending: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    try {
      while (this.step());
      callback();
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  }

  override _flush(callback: TransformCallback): void {
    const whole = this.state.kind === "end" || (this.state.kind === "trailers" && this.pending.length === 0);
    callback(whole ? null : s3Error.invalidRequest("The aws-chunked body ends before its last chunk."));
  }

  /** @returns whether more can be done with what has arrived */
  private step(): boolean {
    switch (this.state.kind) {
      case "size":
        return this.sizeLine();
      case "data":
        return this.data(this.state);
      case "data-end":
        if (this.line() === undefined) return false;
        this.state = { kind: "size" };
        return true;
      case "trailers":
        return this.trailer();
      case "end":
        this.pending = Buffer.alloc(0);
        return false;
    }
  }

  private sizeLine(): boolean {
    const line = this.line();
    if (line === undefined) return false;
    const size = /^([0-9a-fA-F]{1,8})(;.*)?$/.exec(line)?.[1];
    if (size === undefined) throw s3Error.invalidRequest(`Not a chunk's size: ${line.slice(0, 40)}`);
    const left = parseInt(size, 16);
    this.state = left === 0 ? { kind: "trailers" } : { kind: "data", left };
    return true;
  }

  private data(state: { left: number }): boolean {
    if (this.pending.length === 0) return false;
    const part = this.pending.subarray(0, state.left);
    this.pending = this.pending.subarray(part.length);
    state.left -= part.length;
    this.push(part);
    if (state.left === 0) this.state = { kind: "data-end" };
    return true;
  }

  private trailer(): boolean {
    const line = this.line();
    if (line === undefined) return false;
    const colon = line.indexOf(":");
    if (colon > 0) this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    else this.state = { kind: "end" };
    return true;
  }

  private line(): string | undefined {
    const end = this.pending.indexOf("\r\n");
    if (end < 0) {
      if (this.pending.length > 16_384)
        throw s3Error.invalidRequest("A line of the aws-chunked body is too long.");
      return undefined;
    }
    const line = this.pending.toString("latin1", 0, end);
    this.pending = this.pending.subarray(end + 2);
    return line;
  }
}
