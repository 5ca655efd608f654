/** Whether a text matches what a policy writes, where `*` is any text and `?` any character. */
export function matchesPattern(pattern: string, text: string, flags: "" | "i" = ""): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

/** One or several texts of a policy element, as several. */
export function listOf(element: unknown): readonly string[] {
  return [element ?? []].flat().filter((item) => typeof item === "string");
}
