import type { CommonOptions } from "../../shared/command/common-options";
import type { CommandContext } from "../../shared/command/context";
import { checkAccount } from "../../shared/aws/check-account";
import type { SandboxClients } from "../../shared/aws/sandbox-clients";
import { readSandboxOutputs } from "../../shared/outputs/read-sandbox-outputs";
import type { SandboxOutputs } from "../../shared/outputs/sandbox-outputs";
import { bucket } from "./aws/bucket";
import { findLandedLine } from "./aws/copier-log";
import { messagesIn } from "./aws/messages-in";
import { sandboxRds, type SandboxRds } from "./aws/sandbox-rds";
import type { LandingPorts } from "./landing/landing-watch";
import type { SnapshotOptions } from "./options";
import type { SnapshotPorts } from "./ports";

/** The deployed sandbox, as these credentials see it. */
export interface Sandbox {
  readonly outputs: SandboxOutputs;
  readonly clients: SandboxClients;
  readonly rds: SandboxRds;
  readonly landing: LandingPorts;
}

/**
 * Reads what is deployed, and makes sure of the account.
 *
 * @throws ToCorrectError
 */
export async function openSandbox(
  options: SnapshotOptions & CommonOptions,
  { progress, signal, environment }: CommandContext,
  ports: Pick<SnapshotPorts, "clients">,
): Promise<Sandbox> {
  const outputs = await readSandboxOutputs(options, { environment, signal });
  const { region, aws_account_id: expected } = outputs;
  const { profile, zoneProfile } = options;
  const clients = ports.clients({ region, profile });
  await progress.step(
    "Account",
    () => checkAccount({ sts: clients.sts, expected, profile, signal }),
    (who) => `${expected}, ${who}`,
  );
  const zone = zoneProfile === undefined ? clients : ports.clients({ region, profile: zoneProfile });
  return {
    outputs,
    clients,
    rds: sandboxRds(clients.rds, signal),
    landing: {
      serviceArea: outputs.service_area,
      exports: bucket(clients.s3, outputs.export_bucket_id, signal),
      zone: bucket(zone.s3, outputs.zone_bucket_id, signal),
      findLandedLine: (task, since) =>
        findLandedLine(clients.logs, outputs.copier_log_group_name, task, since, signal),
      messages: () => messagesIn(clients.sqs, outputs.copier_queue_url, signal),
    },
  };
}
