import { DescribeInstancesCommand, paginateDescribeVolumes, type EC2Client } from "@aws-sdk/client-ec2";
import { DescribeInstanceInformationCommand, type SSMClient } from "@aws-sdk/client-ssm";
import * as z from "zod";
import type { BastionFacts, Found, VolumeFacts } from "../facts";
import { look } from "./look";

const instanceSchema = z.object({
  InstanceId: z.string(),
  InstanceType: z.string(),
  State: z.object({ Name: z.string() }),
});
const volumeSchema = z.object({ VolumeId: z.string(), VolumeType: z.string(), Size: z.number() });

/** A terminated instance stays listed for about an hour, costs nothing, and is not there any more. */
const STATES = ["pending", "running", "shutting-down", "stopping", "stopped"];

export interface BastionClients {
  readonly ec2: EC2Client;
  readonly ssm: SSMClient;
}

/** The instance with that tag `Name`. */
export function readBastion(
  { ec2, ssm }: BastionClients,
  name: string,
  signal: AbortSignal,
): Promise<Found<BastionFacts>> {
  return look({
    what: `bastion ${name}`,
    action: "ec2:DescribeInstances",
    signal,
    read: async () => {
      const { Reservations = [] } = await ec2.send(
        new DescribeInstancesCommand({
          Filters: [
            { Name: "tag:Name", Values: [name] },
            { Name: "instance-state-name", Values: STATES },
          ],
        }),
        { abortSignal: signal },
      );
      const [answer] = Reservations.flatMap(({ Instances = [] }) => Instances);
      if (answer === undefined) return undefined;
      const { InstanceId: id, InstanceType: type, State } = instanceSchema.parse(answer);
      const [ping, volumes] = await Promise.all([readPing(ssm, id, signal), readVolumes(ec2, id, signal)]);
      return { id, type, state: State.Name, ping, volumes };
    },
  });
}

function readPing(ssm: SSMClient, id: string, signal: AbortSignal): Promise<Found<string>> {
  return look({
    what: `Systems Manager's view of ${id}`,
    action: "ssm:DescribeInstanceInformation",
    signal,
    read: async () => {
      const { InstanceInformationList: [instance] = [] } = await ssm.send(
        new DescribeInstanceInformationCommand({ Filters: [{ Key: "InstanceIds", Values: [id] }] }),
        { abortSignal: signal },
      );
      return instance?.PingStatus ?? "not registered";
    },
  });
}

function readVolumes(
  ec2: EC2Client,
  instanceId: string,
  signal: AbortSignal,
): Promise<Found<readonly VolumeFacts[]>> {
  return look({
    what: `volumes of ${instanceId}`,
    action: "ec2:DescribeVolumes",
    signal,
    read: async () => {
      const volumes: VolumeFacts[] = [];
      const pages = paginateDescribeVolumes(
        { client: ec2 },
        { Filters: [{ Name: "attachment.instance-id", Values: [instanceId] }] },
        { abortSignal: signal },
      );
      for await (const { Volumes = [] } of pages)
        for (const answer of Volumes) {
          const { VolumeId: id, VolumeType: type, Size: gigabytes } = volumeSchema.parse(answer);
          volumes.push({ id, type, gigabytes });
        }
      return volumes;
    },
  });
}
