import { Fn, Op, Token, type IResolvable } from "cdktf";

/**
 * Major versions that RDS supports without an extra charge for another year or more, and that ask for TLS by
 * themselves, as 15 does first (RDS for PostgreSQL release calendar; RDS user guide, requiring an SSL connection).
 */
export const POSTGRES_MAJOR_VERSIONS = ["15", "16", "17", "18"] as const;

/**
 * Whether RDS may raise the minor version by itself: where none is named. A named one it must leave, or the next plan
 * would ask for the older version again, which RDS refuses.
 */
export function takesMinorUpgrades(version: string): boolean | IResolvable {
  return Token.isUnresolved(version) ? Op.eq(Fn.lengthOf(Fn.split(".", version)), 1) : !version.includes(".");
}
