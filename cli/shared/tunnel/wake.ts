import { DescribeInstancesCommand, StartInstancesCommand } from "@aws-sdk/client-ec2";
import { DescribeDBInstancesCommand, StartDBInstanceCommand } from "@aws-sdk/client-rds";
import { DescribeInstanceInformationCommand } from "@aws-sdk/client-ssm";
import { awsProblemText } from "../aws/aws-problem";
import type { SandboxClients } from "../aws/sandbox-clients";
import { CommandError } from "../command/command-error";
import { nameOf } from "../../../local/shared/error-facts";
import type { Note } from "../progress/progress";
import { bastionReadiness, databaseReadiness, nodeReadiness } from "./states";
import { waitUntilReady } from "./wait-until-ready";

export interface WakeOptions {
  readonly clients: Pick<SandboxClients, "ec2" | "ssm" | "rds">;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks. @default 5,000 */
  readonly pause?: number;
  /** Milliseconds within which Systems Manager has to hear of a bastion that runs. @default 5 minutes */
  readonly registrationPatience?: number;
}

const PAUSE = 5000;
const REGISTRATION_PATIENCE = 300_000;

/** Makes sure that the database runs; starts one that is stopped. @throws CommandError when it cannot be had */
export async function wakeDatabase(identifier: string, options: WakeOptions, note: Note): Promise<void> {
  const { clients, signal, pause = PAUSE } = options;
  const ask = asking(`database ${identifier}`, signal);
  await waitUntilReady(
    {
      look: async () => databaseReadiness(identifier, await ask("rds:DescribeDBInstances", status)),
      start: async () => {
        await ask("rds:StartDBInstance", () =>
          clients.rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: identifier }), {
            abortSignal: signal,
          }),
        );
      },
      startNote: `database ${identifier} was stopped and is being started, which takes minutes`,
      pause,
    },
    note,
    signal,
  );

  async function status(): Promise<string | undefined> {
    try {
      const found = await clients.rds.send(
        new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }),
        {
          abortSignal: signal,
        },
      );
      return found.DBInstances?.[0]?.DBInstanceStatus;
    } catch (error) {
      if (nameOf(error).startsWith("DBInstanceNotFound")) return undefined;
      throw error;
    }
  }
}

/** Makes sure that the bastion runs and Systems Manager reaches it; starts one that is stopped. @throws CommandError */
export async function wakeBastion(bastion: string, options: WakeOptions, note: Note): Promise<void> {
  const {
    clients,
    signal,
    pause = PAUSE,
    registrationPatience: milliseconds = REGISTRATION_PATIENCE,
  } = options;
  const ask = asking(`bastion ${bastion}`, signal);
  await waitUntilReady(
    {
      look: async () => bastionReadiness(bastion, await ask("ec2:DescribeInstances", state)),
      start: async () => {
        await ask("ec2:StartInstances", () =>
          clients.ec2.send(new StartInstancesCommand({ InstanceIds: [bastion] }), { abortSignal: signal }),
        );
      },
      startNote: `bastion ${bastion} was stopped and is being started`,
      pause,
    },
    note,
    signal,
  );
  const advice =
    "It runs, so it has no way to Systems Manager: its subnet needs a NAT gateway, or set " +
    "create_systems_manager_endpoints = true and apply again";
  await waitUntilReady(
    {
      look: async () => nodeReadiness(bastion, await ask("ssm:DescribeInstanceInformation", ping)),
      pause,
      patience: { milliseconds, advice },
    },
    note,
    signal,
  );

  async function state(): Promise<string | undefined> {
    try {
      const found = await clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [bastion] }), {
        abortSignal: signal,
      });
      return found.Reservations?.[0]?.Instances?.[0]?.State?.Name;
    } catch (error) {
      if (nameOf(error) === "InvalidInstanceID.NotFound") return undefined;
      throw error;
    }
  }

  async function ping(): Promise<string | undefined> {
    const filter = { Filters: [{ Key: "InstanceIds", Values: [bastion] }] };
    const found = await clients.ssm.send(new DescribeInstanceInformationCommand(filter), {
      abortSignal: signal,
    });
    return found.InstanceInformationList?.[0]?.PingStatus;
  }
}

/** Asks AWS; what it refuses is said in one line. */
function asking(
  subject: string,
  signal: AbortSignal,
): <T>(action: string, call: () => Promise<T>) => Promise<T> {
  return async (action, call) => {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      throw new CommandError(awsProblemText(subject, action, error), { cause: error });
    }
  };
}
