import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

/**
 * State in S3, with every setting left to `terraform init -backend-config=…`: bucket and key are the business of the
 * pipeline that applies, and differ from environment to environment.
 */
export class PartialS3Backend extends TerraformBackend {
  constructor(scope: Construct) {
    super(scope, "backend", "s3");
  }

  protected override synthesizeAttributes(): Record<string, never> {
    return {};
  }

  /** @throws Error always: nothing is known of the place of the state */
  override getRemoteStateDataSource(
    _scope: Construct,
    name: string,
    fromStack: string,
  ): TerraformRemoteState {
    throw new Error(
      `${name} refers to stack ${fromStack}, whose state is where terraform init was told: ` +
        "pass the value as a variable instead",
    );
  }
}
