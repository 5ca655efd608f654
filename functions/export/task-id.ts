import { createHash } from "node:crypto";
import { EXPORT_TASK_ID_MAX_LENGTH } from "../shared/limits";
import type { Snapshot } from "./snapshot";

/** Length of the hash in shortened identifiers: 40 bits tell a million snapshots apart. */
const HASH_LENGTH = 10;

/**
 * Whether RDS takes it as an export task identifier: a letter first; ASCII letters, digits and single hyphens; no hyphen
 * at the end; at most 60 characters.
 */
export function isLegalTaskId(id: string): boolean {
  return id.length <= EXPORT_TASK_ID_MAX_LENGTH && /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/.test(id);
}

/**
 * The identifiers that an export of a snapshot may have, best first, for ever: its own name with hyphens for colons,
 * where that is legal; then the name shortened, with a hash of ARN and creation time; then both with `-r2`, `-r3` …
 * for repetitions, because RDS takes no identifier twice.
 *
 * @param repetition 1 for the first export, and the first number that is tried
 */
export function* taskIds(snapshot: Snapshot, repetition: number): Generator<string, never> {
  const plain = snapshot.name.replaceAll(":", "-");
  const hash = hashOf(snapshot);
  for (let number = repetition; ; number++) {
    const suffix = number === 1 ? "" : `-r${number}`;
    if (isLegalTaskId(plain + suffix)) yield plain + suffix;
    yield shortened(plain, `-${hash}${suffix}`);
  }
}

function hashOf({ arn, createTime }: Snapshot): string {
  // To the second: RDS gives one creation time with and without fractions.
  const second = createTime === undefined ? "" : Math.floor(createTime.getTime() / 1000);
  return createHash("sha256").update(`${arn} ${second}`).digest("hex").slice(0, HASH_LENGTH);
}

function shortened(plain: string, ending: string): string {
  const words = plain.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^[^A-Za-z]+/, "");
  const start = words.slice(0, EXPORT_TASK_ID_MAX_LENGTH - ending.length).replace(/-+$/, "");
  return (start === "" ? "snapshot" : start) + ending;
}
