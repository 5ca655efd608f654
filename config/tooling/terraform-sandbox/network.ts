import {
  CreateSubnetCommand,
  CreateVpcCommand,
  ModifyVpcAttributeCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";

/** What somebody has to have before a sandbox is applied. */
export interface Network {
  readonly vpcId: string;
  /** In two availability zones. */
  readonly subnetIds: readonly string[];
}

/** Prepares a VPC without a way out: of what the sandbox needs from there it makes endpoints. */
export async function createNetwork(ec2: EC2Client): Promise<Network> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.20.0.0/16" }));
  const VpcId = given(Vpc?.VpcId, "CreateVpc: VpcId");
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: true } }));
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  const region = await ec2.config.region();
  const subnetIds: string[] = [];
  for (const [index, zone] of ["a", "b"].entries()) {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId,
        CidrBlock: `10.20.${index}.0/24`,
        AvailabilityZone: `${region}${zone}`,
      }),
    );
    subnetIds.push(given(Subnet?.SubnetId, "CreateSubnet: SubnetId"));
  }
  return { vpcId: VpcId, subnetIds };
}

function given(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`${what}: expected one, got none`);
  return value;
}
