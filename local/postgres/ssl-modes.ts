import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ConnectionOptions } from "node:tls";
import { DatabaseAddressError } from "./address-parts";

/** Encryption of one attempt to connect; false: none. */
export type Encryption = false | ConnectionOptions;

export const sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
type SslMode = (typeof sslModes)[number];

export interface SslParameters {
  /** @default "prefer", as for libpq */
  readonly mode?: string;
  /** Path of certificates to trust, or `system`. @default `~/.postgresql/root.crt` where there is one */
  readonly rootCertificate?: string;
  /** Paths of the client's own certificate and key. */
  readonly certificate?: string;
  readonly key?: string;
  readonly home?: string;
}

/**
 * What each of libpq's modes tries, in order (PostgreSQL documentation, "SSL Support"). Unlike libpq, `verify-full`
 * without certificates trusts those that Node.js does, instead of giving up.
 *
 * @throws DatabaseAddressError when the mode is unknown, or a certificate cannot be read
 */
export function encryptionAttempts(parameters: SslParameters): readonly Encryption[] {
  const mode = sslMode(parameters.mode);
  if (mode === "disable") return [false];
  const trusted = trustedCertificates(parameters);
  const own = {
    ...(parameters.certificate === undefined ? {} : { cert: certificateFile(parameters.certificate) }),
    ...(parameters.key === undefined ? {} : { key: certificateFile(parameters.key) }),
  };
  const unverified: Encryption = { ...own, rejectUnauthorized: false };
  // Whoever signed it vouches for the server, whatever name it goes by.
  const anyName: Encryption = { ...own, ...trusted, checkServerIdentity: () => undefined };
  switch (mode) {
    case "allow":
      return [false, unverified];
    case "prefer":
      return [unverified, false];
    case "require":
      return [trusted.ca === undefined ? unverified : anyName];
    case "verify-ca":
      if (trusted.ca !== undefined) return [anyName];
      throw new DatabaseAddressError(
        "sslmode=verify-ca: expected sslrootcert=<file>; for certificates of public authorities use verify-full",
      );
    case "verify-full":
      return [{ ...own, ...trusted }];
  }
}

function sslMode(text: string | undefined): SslMode {
  const mode = sslModes.find((each) => each === (text ?? "prefer"));
  if (mode !== undefined) return mode;
  throw new DatabaseAddressError(`sslmode: expected ${sslModes.join(", ")}, got ${JSON.stringify(text)}`);
}

function trustedCertificates({ rootCertificate, home }: SslParameters): { readonly ca?: string } {
  if (rootCertificate === "system") return {};
  if (rootCertificate !== undefined) return { ca: certificateFile(rootCertificate) };
  const usual = home === undefined ? undefined : path.join(home, ".postgresql", "root.crt");
  return usual !== undefined && existsSync(usual) ? { ca: certificateFile(usual) } : {};
}

function certificateFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new DatabaseAddressError(`the certificate or key ${file} cannot be read`, { cause: error });
  }
}
