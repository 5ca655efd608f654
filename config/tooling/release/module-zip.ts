import { createHash } from "node:crypto";
import { reproducibleZip } from "../../../modules/shared/reproducible-zip";

/** Contents by path in a folder, with slashes. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** A module as it is handed to people who have no Node.js. */
export interface ModuleZip {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** SHA-256, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Zips a module, its files at the top: Terraform's `source` then names the zip and nothing within it.
 * @param version without a `v`, such as `1.0.0`
 * @param papers licence, changes and notices, which lie beside the module's files
 * @throws Error when a paper has the name of one of the module's files
 */
export function moduleZip(module: string, version: string, files: Files, papers: Files): ModuleZip {
  const twice = Object.keys(papers).filter((name) => Object.hasOwn(files, name));
  if (twice.length > 0) throw new Error(`${module} has files of its own of the name ${twice.join(", ")}`);
  const bytes = reproducibleZip({ ...files, ...papers });
  return {
    fileName: `${module}-${version}.zip`,
    bytes,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** @returns the text of `SHA256SUMS`, as `sha256sum --check` reads it */
export function checksums(zips: readonly ModuleZip[]): string {
  return zips.map(({ fileName, sha256 }) => `${sha256}  ${fileName}\n`).join("");
}

/** @returns what to write in a `module` block; Terraform compares the checksum before it unpacks anything */
export function sourceLine({ fileName, sha256 }: ModuleZip): string {
  return `source = "https://<where you keep it>/${fileName}?checksum=sha256:${sha256}"`;
}
