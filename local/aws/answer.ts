import type { Readable } from "node:stream";

/** What a service answers, before the gateway adds the headers that every answer carries. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | undefined;
  /** The AWS error code, where the answer is an error. */
  readonly error?: string;
}
