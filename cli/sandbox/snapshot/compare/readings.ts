import type { DatabaseReading } from "../database/database-reading";

/** As of when the database was read. */
export type Readings =
  /** Before the snapshot was taken, and again when it was made: what is the same in both is what it holds. */
  | { readonly kind: "around"; readonly before: DatabaseReading; readonly after: DatabaseReading }
  /** Some time after a snapshot that was there already. */
  | { readonly kind: "since"; readonly now: DatabaseReading };

/** The reading whose tables are expected in the landing zone. */
export function expected(readings: Readings): DatabaseReading {
  return readings.kind === "around" ? readings.before : readings.now;
}
