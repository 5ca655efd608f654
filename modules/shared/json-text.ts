import { Fn, Token } from "cdktf";

/** A value as JSON: written now where it is known, else by Terraform. */
export function jsonText(value: unknown): string {
  return Token.isUnresolved(value) || containsToken(value) ? Fn.jsonencode(value) : JSON.stringify(value);
}

/** Tokens that stand for texts lie within the text. */
function containsToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Token.isUnresolved(Object.keys(value)) || Object.values(value).some(containsToken);
}
