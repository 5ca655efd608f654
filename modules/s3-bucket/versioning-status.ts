import { Fn, Token, type IResolvable } from "cdktf";

/** @returns S3's word for it: a bucket that has had versions can only be suspended, never be without */
export function versioningStatus(enabled: boolean | IResolvable): string {
  if (typeof enabled === "object") return Token.asString(Fn.conditional(enabled, "Enabled", "Suspended"));
  return enabled ? "Enabled" : "Suspended";
}
