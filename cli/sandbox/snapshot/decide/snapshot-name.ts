import { InvalidArgumentError } from "commander";

/** Characters of a snapshot's identifier at most (API_CreateDBSnapshot). */
const LONGEST = 255;

/** `<instance>-YYYY-MM-DD-HH-MM-SS`, in UTC. An instance's identifier has 63 characters at most. */
export function defaultSnapshotName(instance: string, now: Date): string {
  return `${instance}-${now.toISOString().slice(0, 19).replaceAll(/[T:]/g, "-")}`;
}

/**
 * Reads `--name`. RDS keeps identifiers in lower case.
 *
 * @throws InvalidArgumentError when RDS would refuse it (API_CreateDBSnapshot)
 */
export function snapshotName(text: string): string {
  const fits = /^[A-Za-z](?:-?[A-Za-z0-9])*$/.test(text) && text.length <= LONGEST;
  if (fits) return text.toLowerCase();
  throw new InvalidArgumentError(
    `Expected 1 to ${LONGEST} letters, digits and hyphens, of which the first is a letter; no hyphen at the end, no two in a row`,
  );
}

/**
 * Reads `--follow`: the identifier of a snapshot or its ARN. Those of automated snapshots begin with `rds:`.
 *
 * @throws InvalidArgumentError when it is neither
 */
export function followedSnapshot(text: string): string {
  const identifier = text.replace(/^arn:[^:]+:rds:[^:]*:\d*:snapshot:/, "");
  if (/^(?:[a-z]+:)?[A-Za-z][A-Za-z0-9-]*$/.test(identifier) && identifier.length <= LONGEST)
    return identifier.toLowerCase();
  throw new InvalidArgumentError("Expected the identifier or the ARN of a snapshot");
}
