import { dependable, TerraformOutput, type ITerraformDependable, type TerraformStack } from "cdktf";

/** A Terraform output. */
export interface Output {
  readonly value: string;
  readonly description: string;
  /** What has to be done before anybody uses the value. @default what the value refers to */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Outputs by their Terraform names, in snake_case. */
export type Outputs = Readonly<Record<string, Output>>;

/**
 * Declares outputs under their own names.
 * @param prefix before each name, such as `housing_`, where a stack has the same outputs more than once. @default ""
 */
export function declareOutputs(stack: TerraformStack, outputs: Outputs, prefix = ""): void {
  for (const [name, { value, description, dependsOn = [] }] of Object.entries(outputs)) {
    const output = new TerraformOutput(stack, `${prefix}${name}`, { value, description });
    output.overrideLogicalId(`${prefix}${name}`);
    // The framework's own dependsOn of an output writes expressions, where Terraform takes nothing but addresses.
    if (dependsOn.length > 0) output.addOverride("depends_on", dependsOn.map(dependable));
  }
}
