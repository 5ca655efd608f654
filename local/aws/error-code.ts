/**
 * Whether an error has one of Node's codes, such as EEXIST. It asks for the code and not for the class: errors of
 * Node's core are of another realm's class where modules run in a context of their own.
 */
export function hasErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    codes.some((code) => code === error.code)
  );
}
