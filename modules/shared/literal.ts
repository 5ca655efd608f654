import { Token } from "cdktf";

/** @returns whether a value, or a part of one, is known now, and not to Terraform only; its own parts may still be tokens */
export function isLiteral(value: unknown): boolean {
  if (Token.isUnresolved(value)) return false;
  // An element of a token that stands for a list.
  return typeof value !== "string" || !Token.isUnresolved([value]);
}
