import type { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Op, Token } from "cdktf";
import { Construct } from "constructs";
import { addressed } from "../shared/address";
import { AwsAccount } from "../shared/aws-account";
import { oneIf } from "../shared/truth";
import { HTTPS_PORT, tcp } from "./access";
import type { SandboxNames } from "./names";
import { securityGroup } from "./security-group";
import type { SandboxSettings } from "./settings";

/**
 * What an agent of version 3.3.40 or newer needs; older ones ask for `ec2messages` as well (Systems Manager user
 * guide, VPC endpoints).
 */
const SERVICES = ["ssm", "ssmmessages"] as const;

interface EndpointProps {
  readonly settings: SandboxSettings;
  readonly names: SandboxNames;
  readonly vpc: DataAwsVpc;
  /** The bastion's. One is enough, and is what an endpoint costs by. */
  readonly subnetId: string;
}

/**
 * The way to Systems Manager from a network without a way out. Within the whole VPC the names of its services then lead
 * here, so that the whole VPC is let in.
 */
export class SystemsManagerEndpoints extends Construct {
  readonly endpoints: readonly VpcEndpoint[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointProps,
  ) {
    super(scope, id);
    const { settings, names, vpc } = props;
    const count = oneIf(settings.createSystemsManagerEndpoints);
    const group = securityGroup(this, "security-group", {
      name: names.endpointSecurityGroup,
      description: "HTTPS from the VPC to the endpoints of Systems Manager",
      terraformName: "systems_manager_endpoints",
      vpcId: settings.awsSandboxVpcId,
      tags: settings.tags,
      count,
    });
    const groupId = `\${one(${group.fqn}[*].id)}`;
    const ingress = new SecurityGroupRule(this, "ingress", {
      ...tcp(HTTPS_PORT),
      type: "ingress",
      description: "HTTPS from the VPC",
      cidrBlocks: Token.asList(vpc.getStringAttribute("cidr_block_associations[*].cidr_block")),
      securityGroupId: groupId,
      count,
    });
    addressed(ingress, "systems_manager_endpoints_ingress");
    this.endpoints = SERVICES.map((service) => this.createEndpoint(service, groupId, count));
  }

  private createEndpoint(service: (typeof SERVICES)[number], groupId: string, count: number): VpcEndpoint {
    const { settings, vpc, subnetId } = this.props;
    return addressed(
      new VpcEndpoint(this, service, {
        vpcId: settings.awsSandboxVpcId,
        serviceName: `com.amazonaws.${AwsAccount.of(this).region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [subnetId],
        securityGroupIds: [groupId],
        tags: settings.tags,
        count,
        lifecycle: {
          precondition: [
            {
              condition: Op.and(vpc.enableDnsSupport, vpc.enableDnsHostnames),
              errorMessage: `aws_sandbox_vpc_id: expected a VPC that resolves names and gives hostnames, which endpoints need (create_systems_manager_endpoints); switch on enableDnsSupport and enableDnsHostnames of ${vpc.id}.`,
            },
          ],
        },
      }),
      `systems_manager_${service}`,
    );
  }
}
