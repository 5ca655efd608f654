import {
  bucketStatements,
  keyStatements,
  type BucketStatement,
  type KeyStatement,
} from "../settings/policy-statement-schema";

/**
 * Converts a raw list of policy statements as Terraform does: attributes that the type does not have are dropped,
 * conditions may be missing or null.
 * @param scalar a text as Terraform converts one; undefined for what becomes none
 * @returns the statements; undefined for what is none
 */
export function convertStatements(
  kind: "bucket" | "key",
  raw: unknown,
  scalar: (raw: unknown) => string | undefined,
): readonly (BucketStatement | KeyStatement)[] | undefined {
  const statements = kind === "bucket" ? bucketStatements : keyStatements;
  return statements.safeParse(texts(raw, scalar)).data;
}

function texts(raw: unknown, scalar: (raw: unknown) => string | undefined): unknown {
  if (Array.isArray(raw)) return raw.map((element) => texts(element, scalar));
  if (typeof raw !== "object" || raw === null) return scalar(raw);
  const present = Object.entries(raw).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, texts(value, scalar)]));
}
