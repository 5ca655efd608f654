import { TerraformOutput, type TerraformStack } from "cdktf";

/** A Terraform output. */
export interface Output {
  readonly value: string;
  readonly description: string;
}

/** Outputs by their Terraform names, in snake_case. */
export type Outputs = Readonly<Record<string, Output>>;

/** Declares outputs under their own names. */
export function declareOutputs(stack: TerraformStack, outputs: Outputs): void {
  for (const [name, { value, description }] of Object.entries(outputs))
    new TerraformOutput(stack, name, { value, description }).overrideLogicalId(name);
}
