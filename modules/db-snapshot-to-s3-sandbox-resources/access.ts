import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { Construct } from "constructs";
import { addressed } from "../shared/address";
import type { SandboxNames } from "./names";
import { securityGroup } from "./security-group";

/** PostgreSQL's own. */
export const DATABASE_PORT = 5432;
export const HTTPS_PORT = 443;

interface AccessProps {
  readonly vpcId: string;
  readonly names: SandboxNames;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Who reaches what: the bastion the database, and Systems Manager, from which it takes its sessions. Nobody reaches the
 * bastion, and the database reaches nobody.
 */
export class Access extends Construct {
  readonly databaseSecurityGroup: SecurityGroup;
  readonly bastionSecurityGroup: SecurityGroup;
  /** What the bastion cannot be used without. */
  readonly bastionRules: readonly SecurityGroupRule[];

  constructor(scope: Construct, id: string, { vpcId, names, tags }: AccessProps) {
    super(scope, id);
    this.databaseSecurityGroup = securityGroup(this, "database", {
      name: names.databaseSecurityGroup,
      description: "PostgreSQL from the bastion of the sandbox",
      terraformName: "rds_snapshot_to_s3",
      vpcId,
      tags,
    });
    this.bastionSecurityGroup = securityGroup(this, "bastion", {
      name: names.bastionSecurityGroup,
      description: "To the database of the sandbox and to Systems Manager",
      terraformName: "bastion",
      vpcId,
      tags,
    });
    this.bastionRules = this.createRules();
  }

  private createRules(): readonly SecurityGroupRule[] {
    const { databaseSecurityGroup: database, bastionSecurityGroup: bastion } = this;
    const ingress = new SecurityGroupRule(this, "database-from-bastion", {
      ...tcp(DATABASE_PORT),
      type: "ingress",
      description: "PostgreSQL from the bastion",
      securityGroupId: database.id,
      sourceSecurityGroupId: bastion.id,
    });
    const egress = new SecurityGroupRule(this, "bastion-to-database", {
      ...tcp(DATABASE_PORT),
      type: "egress",
      description: "PostgreSQL of the sandbox",
      securityGroupId: bastion.id,
      sourceSecurityGroupId: database.id,
    });
    const systemsManager = new SecurityGroupRule(this, "bastion-to-systems-manager", {
      ...tcp(HTTPS_PORT),
      type: "egress",
      description: "Systems Manager, whose addresses are not known beforehand",
      cidrBlocks: ["0.0.0.0/0"],
      securityGroupId: bastion.id,
    });
    return [
      addressed(ingress, "rds_snapshot_to_s3_ingress"),
      addressed(egress, "bastion_egress"),
      addressed(systemsManager, "bastion_egress_to_systems_manager"),
    ];
  }
}

/** One port of TCP, as a rule takes it. */
export function tcp(port: number): {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
} {
  return { protocol: "tcp", fromPort: port, toPort: port };
}
