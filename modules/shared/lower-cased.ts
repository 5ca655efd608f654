import { Fn, Token } from "cdktf";

/** Lower case: now for a text, by Terraform for what only Terraform will know. */
export function lowerCased(text: string): string {
  return Token.isUnresolved(text) ? Fn.lower(text) : text.toLowerCase();
}
