/** Parsed JSON, or why the text is none. */
export type Json =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/**
 * JSON.parse for what comes from outside: unreadable text is an expected case at the functions' edge and no exception.
 * Text nested more deeply than the stack reaches counts as unreadable, for whoever writes it again or walks through it
 * would fail at it later. Half of a surrogate pair becomes U+FFFD, since no request to AWS can hold it.
 */
export function readJson(text: string): Json {
  try {
    return { ok: true, value: JSON.parse(text, wellFormed) as unknown };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: "it is nested too deeply" };
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll(/\p{Surrogate}/gu, "\uFFFD") : value;
}
