import { createHash } from "node:crypto";

/** A function's code, ready to be uploaded. */
export interface Bundle {
  /** The function's folder under `functions/`. */
  readonly name: string;
  readonly zip: Uint8Array;
  /** SHA-256 of the zip. */
  readonly sha256: { readonly hex: string; readonly base64: string };
  /** The zip as a file, where it is one already. */
  readonly file?: string;
}

/** Lambda's `handler` for every bundle. */
export const BUNDLE_HANDLER = "index.handler";

/** @returns the bundle that a zip is */
export function bundleOf(name: string, zip: Uint8Array): Bundle {
  const digest = createHash("sha256").update(zip).digest();
  return { name, zip, sha256: { hex: digest.toString("hex"), base64: digest.toString("base64") } };
}
