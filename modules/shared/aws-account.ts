import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { providerName, providerOf } from "./provider";

const ID = "current";

interface AccountLookup {
  /** Of the construct, and of its data sources in Terraform. */
  readonly id: string;
  /** @default the stack's */
  readonly provider?: TerraformProvider;
}

/** Account, region and partition that a provider is for, looked up once per stack and provider. */
export class AwsAccount extends Construct {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  private readonly identity: DataAwsCallerIdentity;
  private regionCode: string | undefined;

  /** @returns the one of the construct's provider, in the construct's stack */
  static of(scope: Construct): AwsAccount {
    const stack = TerraformStack.of(scope);
    const provider = providerOf(scope);
    // Without an alias it is the stack's default one, given by hand.
    const lookup = provider?.alias === undefined ? { id: ID } : { id: `${ID}_${provider.alias}`, provider };
    const existing = stack.node.tryFindChild(lookup.id);
    return existing instanceof AwsAccount ? existing : new AwsAccount(stack, lookup);
  }

  private constructor(
    stack: TerraformStack,
    private readonly lookup: AccountLookup,
  ) {
    super(stack, lookup.id);
    const { id, ...by } = lookup;
    const identity = (this.identity = new DataAwsCallerIdentity(this, "identity", by));
    const partition = new DataAwsPartition(this, "partition", by);
    for (const data of [identity, partition]) data.overrideLogicalId(id);
    this.accountId = identity.accountId;
    this.partition = partition.partition;
  }

  /** What Terraform calls the provider configuration that the account is looked up with. */
  get providerName(): string {
    return providerName(this.identity);
  }

  /** Looked up when it is asked for: not every stack has something with a region in its name. */
  get region(): string {
    this.regionCode ??= this.lookUpRegion();
    return this.regionCode;
  }

  private lookUpRegion(): string {
    const { id, ...by } = this.lookup;
    const region = new DataAwsRegion(this, "region", by);
    region.overrideLogicalId(id);
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
