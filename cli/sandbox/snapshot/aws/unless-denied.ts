import { AwsCallError } from "../../../../functions/shared/aws-failure";

/** What came of something that these credentials may not be allowed to do. */
export type Allowed<T> =
  | { readonly kind: "allowed"; readonly value: T }
  /** In AWS's words. */
  | { readonly kind: "denied"; readonly why: string };

/** Does it where it is allowed. @throws whatever else goes wrong */
export async function unlessDenied<T>(work: () => Promise<T>): Promise<Allowed<T>> {
  try {
    return { kind: "allowed", value: await work() };
  } catch (error) {
    if (error instanceof AwsCallError && error.kind === "denied")
      return { kind: "denied", why: error.message };
    throw error;
  }
}

/** @returns undefined where it was denied */
export function allowedValue<T>(allowed: Allowed<T>): T | undefined {
  return allowed.kind === "allowed" ? allowed.value : undefined;
}
