/** @returns the value with every text in it in Unicode normal form C, as Terraform reads it */
export function normalForm<T>(value: T): T {
  return normalised(value) as T;
}

function normalised(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== "object" || value === null) return value;
  // A Terraform token: what it stands for, Terraform reads.
  if ("resolve" in value && typeof value.resolve === "function") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key.normalize("NFC"), normalised(element)]),
  );
}
