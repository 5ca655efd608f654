import { readFileSync } from "node:fs";
import { personPath } from "../../../local/start/person-path";
import { ToCorrectError } from "../command/command-error";
import { messageOf } from "../../../local/shared/error-facts";

export interface BundleOptions {
  readonly region: string;
  /** File to read instead. */
  readonly caFile?: string | undefined;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly signal: AbortSignal;
  /** @default the one of Node.js */
  readonly fetchText?: (url: string, signal: AbortSignal) => Promise<string>;
}

/** Where Amazon keeps a region's certificates (RDS: "Using SSL/TLS to encrypt a connection to a DB instance"). */
export function bundleUrl(region: string): string {
  return `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`;
}

/** China and GovCloud, whose certificates Amazon keeps elsewhere (the same page, and that of the regions in China). */
const OTHER_PARTITIONS = [
  { prefix: "us-gov-", name: "AWS GovCloud (US)" },
  { prefix: "cn-", name: "the regions in China" },
] as const;

/** @throws ToCorrectError for a region whose certificates are not downloaded */
function refuseOtherPartition(region: string): void {
  const other = OTHER_PARTITIONS.find(({ prefix }) => region.startsWith(prefix));
  if (other === undefined) return;
  throw new ToCorrectError(
    `the certificates of ${other.name} are not at ${new URL(bundleUrl(region)).host}, so they are not downloaded: download the bundle ` +
      `of ${region} from where the RDS user guide says ("Using SSL/TLS to encrypt a connection to a DB instance or ` +
      'cluster"), and give the file by --ca-file',
  );
}

/**
 * The certificates that vouch for the database's.
 *
 * @throws ToCorrectError when they cannot be had, or are none
 */
export async function certificateBundle(options: BundleOptions): Promise<string> {
  const { from, text } =
    options.caFile === undefined ? await download(options) : read(options, options.caFile);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new ToCorrectError(`${from} holds no certificate: expected a PEM file (-----BEGIN CERTIFICATE-----)`);
}

interface BundleText {
  readonly from: string;
  readonly text: string;
}

function read({ environment }: BundleOptions, caFile: string): BundleText {
  try {
    return { from: `--ca-file ${caFile}`, text: readFileSync(personPath(caFile, environment), "utf8") };
  } catch (error) {
    throw new ToCorrectError(`--ca-file: ${messageOf(error)}`, { cause: error });
  }
}

async function download({ region, signal, fetchText = fetched }: BundleOptions): Promise<BundleText> {
  refuseOtherPartition(region);
  const url = bundleUrl(region);
  try {
    return { from: url, text: await fetchText(url, signal) };
  } catch (error) {
    signal.throwIfAborted();
    throw new ToCorrectError(
      `Amazon's certificates could not be downloaded from ${url}: ${causeOf(error)}. Download them where that works, ` +
        "and give the file by --ca-file",
      { cause: error },
    );
  }
}

async function fetched(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

/** Node's fetch says only "fetch failed"; its cause says why. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : "";
  return `${messageOf(error)}${cause}`;
}
