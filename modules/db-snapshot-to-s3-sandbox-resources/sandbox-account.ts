import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Fn, Op, TerraformCount, TerraformSelf, Token } from "cdktf";
import { Construct } from "constructs";
import { addressed } from "../shared/address";

/** RDS asks a subnet group for as many (RDS user guide, working with a DB instance in a VPC). */
const AVAILABILITY_ZONES = 2;

/** Each is a literal or a Terraform token; the provider has to act in the account. */
export interface SandboxAccountProps {
  /** 12 digits. */
  readonly accountId: string;
  readonly vpcId: string;
  /** Of that VPC, in at least two availability zones. */
  readonly subnetIds: string[];
}

/**
 * The account and network of a sandbox, looked up and checked by Terraform when it plans. What depends on
 * the VPC here waits for the checks, so that a wrong input fails before anything is changed.
 */
export class SandboxAccount extends Construct {
  /** Known when all checks have passed. */
  readonly vpc: DataAwsVpc;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SandboxAccountProps,
  ) {
    super(scope, id);
    const subnets = this.checkSubnets(this.checkAccount());
    this.vpc = this.checkVpc(subnets);
  }

  /** The alias that somebody passes to the module may be of any account. */
  private checkAccount(): DataAwsCallerIdentity {
    const { accountId } = this.props;
    const actual = TerraformSelf.getString("account_id");
    return addressed(
      new DataAwsCallerIdentity(this, "identity", {
        lifecycle: {
          postcondition: [
            {
              condition: Op.eq(actual, accountId),
              errorMessage: `aws_sandbox_account_id: expected the account that the sandbox's provider acts in (${actual}), got ${accountId}. Give it the credentials of the sandbox's account (the module: another aws.aws_sandbox_account), or correct the id.`,
            },
          ],
        },
      }),
      "sandbox",
    );
  }

  private checkSubnets(identity: DataAwsCallerIdentity): DataAwsSubnet {
    const { subnetIds, vpcId } = this.props;
    const count = TerraformCount.of(Token.asNumber(Fn.lengthOf(subnetIds)));
    const actual = TerraformSelf.getString("vpc_id");
    return addressed(
      new DataAwsSubnet(this, "subnets", {
        count,
        id: Token.asString(Fn.element(subnetIds, count.index)),
        lifecycle: {
          postcondition: [
            {
              condition: Op.eq(actual, vpcId),
              errorMessage: `aws_sandbox_subnet_ids: expected subnets of ${vpcId} (aws_sandbox_vpc_id), got ${TerraformSelf.getString("id")} of ${actual}.`,
            },
          ],
        },
        dependsOn: [identity],
      }),
      "sandbox",
    );
  }

  private checkVpc(subnets: DataAwsSubnet): DataAwsVpc {
    const zones = Fn.distinct(Token.asList(subnets.getStringAttribute("*.availability_zone")));
    return addressed(
      new DataAwsVpc(this, "vpc", {
        id: this.props.vpcId,
        lifecycle: {
          precondition: [
            {
              condition: Op.gte(Fn.lengthOf(zones), AVAILABILITY_ZONES),
              errorMessage: `aws_sandbox_subnet_ids: expected subnets in at least ${AVAILABILITY_ZONES} availability zones, which is what RDS asks of a database's subnets, got subnets in ${Fn.join(", ", zones)} only.`,
            },
          ],
        },
      }),
      "sandbox",
    );
  }
}
