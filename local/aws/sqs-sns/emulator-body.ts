import { createHash } from "node:crypto";

/**
 * The emulator refuses every body with a character beyond U+FFFF, which SQS takes. Such bodies are written to it in
 * the characters that it takes, and read back when messages are shown; all others are passed as they are.
 *
 * A written body starts with a mark, in which no other text is likely to start and no text that is sent through SQS
 * can (it would be written itself). Each such character takes up to 12 bytes instead of 4 against the queue's
 * MaximumMessageSize, which the emulator checks: only bodies close to it are refused too early.
 */
const ESCAPE = "\uE000";
const END = "\uE001";
const MARK = ESCAPE + ESCAPE;

/** The body as the emulator takes it. Lone surrogates stay, as neither the emulator nor SQS takes them. */
export function emulatorBody(body: string): string {
  if (!/[\u{10000}-\u{10FFFF}]/u.test(body) && !body.startsWith(MARK)) return body;
  return (
    MARK +
    body.replace(/[\uE000\u{10000}-\u{10FFFF}]/gu, (character) => {
      return `${ESCAPE}${(character.codePointAt(0) ?? 0).toString(16)}${END}`;
    })
  );
}

/** The body as it was sent. */
export function sentBody(body: string): string {
  if (!body.startsWith(MARK)) return body;
  return body
    .slice(MARK.length)
    .replace(/\uE000([0-9a-f]+)\uE001/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

/** MD5 of a body in hexadecimal, as SQS gives it for callers to check. */
export function bodyDigest(body: string): string {
  return createHash("md5").update(body).digest("hex");
}
