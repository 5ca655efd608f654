/** Where Terraform keeps the state. */
export const BACKENDS = ["s3", "local"] as const;
export type Backend = (typeof BACKENDS)[number];

/** What the person who synthesises may say, by environment variables. */
export interface SynthOptions {
  /** BACKEND. @default "s3" */
  readonly backend: Backend;
  /** TFVARS: file to check before synthesising, as it was given. @default none */
  readonly tfvars?: string;
  /** CDKTF_OUTDIR, which cdktf-cli sets. @default "cdktf.out" in the repository */
  readonly outdir?: string;
}

/** An environment variable that says something unknown. */
export class SynthOptionError extends Error {
  override readonly name = "SynthOptionError";
}

/**
 * Reads the options. A variable that is empty counts as not set.
 * @throws SynthOptionError
 */
export function synthOptions(environment: Readonly<Record<string, string | undefined>>): SynthOptions {
  const { BACKEND, TFVARS, CDKTF_OUTDIR } = environment;
  return {
    backend: backendOf(BACKEND),
    ...(TFVARS && { tfvars: TFVARS }),
    ...(CDKTF_OUTDIR && { outdir: CDKTF_OUTDIR }),
  };
}

function backendOf(value: string | undefined): Backend {
  if (value === undefined || value === "") return "s3";
  const backend = BACKENDS.find((known) => known === value);
  if (backend !== undefined) return backend;
  throw new SynthOptionError(`BACKEND: expected ${BACKENDS.join(" or ")}, got ${JSON.stringify(value)}`);
}
