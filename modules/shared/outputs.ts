import {
  dependable,
  TerraformOutput,
  type IResolvable,
  type ITerraformDependable,
  type TerraformStack,
} from "cdktf";

/** A Terraform output. */
export interface Output {
  readonly value: string;
  readonly description: string;
  /** What has to be done before anybody uses the value. @default what the value refers to */
  readonly dependsOn?: readonly ITerraformDependable[];
  /** What has to hold for the value to be right: Terraform refuses the plan otherwise. @default nothing */
  readonly preconditions?: readonly OutputPrecondition[];
}

/** What Terraform checks before it gives an output. */
export interface OutputPrecondition {
  readonly condition: IResolvable;
  readonly errorMessage: string;
}

/** Outputs by their Terraform names, in snake_case. */
export type Outputs = Readonly<Record<string, Output>>;

/**
 * Declares outputs under their own names.
 * @param prefix before each name, such as `housing_`, where a stack has the same outputs more than once. @default ""
 */
export function declareOutputs(stack: TerraformStack, outputs: Outputs, prefix = ""): void {
  for (const [name, output] of Object.entries(outputs)) {
    const { value, description, dependsOn = [], preconditions = [] } = output;
    const declared = new TerraformOutput(stack, `${prefix}${name}`, { value, description });
    declared.overrideLogicalId(`${prefix}${name}`);
    // The framework's own dependsOn of an output writes expressions, where Terraform takes nothing but addresses.
    if (dependsOn.length > 0) declared.addOverride("depends_on", dependsOn.map(dependable));
    // The framework takes one, and writes none.
    if (preconditions.length > 0)
      declared.addOverride(
        "precondition",
        preconditions.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage })),
      );
  }
}
