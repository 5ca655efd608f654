// Not by `instanceof Error`: under test runners, Node's own errors come from another realm.

/** An error's message; of anything else its text. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}

/** The `code` of errors of Node.js and PostgreSQL; empty where there is none. */
export const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** The `name` by which the AWS SDK tells errors apart; empty where there is none. */
export const nameOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
