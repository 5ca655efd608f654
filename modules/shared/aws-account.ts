import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

const ID = "current";

/** Account, region and partition that a stack is applied in, looked up once per stack. */
export class AwsAccount extends Construct {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  private regionCode: string | undefined;

  /** @returns the one of the construct's stack */
  static of(scope: Construct): AwsAccount {
    const stack = TerraformStack.of(scope);
    const existing = stack.node.tryFindChild(ID);
    return existing instanceof AwsAccount ? existing : new AwsAccount(stack);
  }

  private constructor(stack: TerraformStack) {
    super(stack, ID);
    const identity = new DataAwsCallerIdentity(this, "identity");
    const partition = new DataAwsPartition(this, "partition");
    for (const data of [identity, partition]) data.overrideLogicalId(ID);
    this.accountId = identity.accountId;
    this.partition = partition.partition;
  }

  /** Looked up when it is asked for: not every stack has something with a region in its name. */
  get region(): string {
    this.regionCode ??= this.lookUpRegion();
    return this.regionCode;
  }

  private lookUpRegion(): string {
    const region = new DataAwsRegion(this, "region");
    region.overrideLogicalId(ID);
    // `name` is deprecated from version 6 of the provider on, `region` is unknown to version 5: both have `id`.
    return region.id;
  }

  /** ARN of something in this account and region. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** The account as a principal: who may act is then decided by the identity policies of the account. */
  get rootArn(): string {
    return `arn:${this.partition}:iam::${this.accountId}:root`;
  }
}
