/** Parsed JSON, or why the text is none. */
export type Json =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** JSON.parse without an exception: unreadable text is an expected case at the functions' edge. */
export function readJson(text: string): Json {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
