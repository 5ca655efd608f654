import { DescribeSubnetsCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { awsClients } from "./aws-clients";

/** Of the AWS API on this machine, which every new account of it has one of. */
const REGION = "eu-west-2";

/**
 * Looks up the network that an account has from the beginning.
 * @returns values for the variables of a sandbox
 * @throws Error when there is none
 */
export async function defaultNetwork({ AWS_ENDPOINT_URL: endpoint }: NodeJS.ProcessEnv): Promise<{
  readonly aws_sandbox_account_id: string;
  readonly aws_sandbox_vpc_id: string;
  readonly aws_sandbox_subnet_ids: readonly string[];
}> {
  if (endpoint === undefined) throw new Error("AWS_ENDPOINT_URL: expected that of a local AWS API, got none");
  const { ec2, sts } = await awsClients({ endpoint, region: REGION });
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const isDefault = { Name: "is-default", Values: ["true"] };
  const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: [isDefault] }));
  const ofVpc = { Name: "vpc-id", Values: [vpc?.VpcId ?? ""] };
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: [ofVpc] }));
  const subnetIds = Subnets.flatMap(({ SubnetId }) => SubnetId ?? []);
  if (Account === undefined || vpc?.VpcId === undefined || subnetIds.length < 2)
    throw new Error("expected a default VPC with two subnets in the local AWS API");
  return {
    aws_sandbox_account_id: Account,
    aws_sandbox_vpc_id: vpc.VpcId,
    aws_sandbox_subnet_ids: subnetIds,
  };
}
