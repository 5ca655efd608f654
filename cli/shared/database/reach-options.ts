import type { Command } from "commander";
import * as z from "zod";
import { wholeNumber } from "../../../local/shared/whole-number";

/** Options of commands that reach the database. */
export const reachOptionsSchema = z
  .object({
    host: z.string().optional(),
    port: z.number().optional(),
    tunnelPort: z.number().optional(),
    caFile: z.string().optional(),
  })
  .refine(({ tunnelPort, host, port }) => tunnelPort === undefined || (host ?? port) === undefined, {
    error: "--tunnel-port and --host or --port exclude each other: both say where the open tunnel is",
  })
  .refine(({ host, port }) => host === undefined || port !== undefined, {
    error: "--host needs --port",
  })
  .transform(({ host, port, tunnelPort, caFile }) => ({
    caFile,
    openTunnel: openTunnel(host, port ?? tunnelPort),
  }));

export type ReachChoices = z.infer<typeof reachOptionsSchema>;

function openTunnel(
  host: string | undefined,
  port: number | undefined,
): { readonly host: string; readonly port: number } | undefined {
  return port === undefined ? undefined : { host: host ?? "127.0.0.1", port };
}

const port = wholeNumber(1, 65_535);

export function addReachOptions(command: Command): void {
  command
    .option(
      "--tunnel-port <port>",
      "a port forward to the database that is open on this machine already",
      port,
    )
    .option("--host <host>", "the same on another host, with --port")
    .option("--port <port>", "the same, port of --host (default host: 127.0.0.1)", port)
    .option(
      "--ca-file <file>",
      "certificates that vouch for the database (default: Amazon's bundle for the region, downloaded)",
    );
}
