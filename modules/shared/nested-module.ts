import { ref, TerraformHclModule, type IResolvable, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ModuleStack } from "./module-stack";
import { NestedModuleSynthesizer } from "./nested-module-synthesizer";
import { oneIf, type Truth } from "./truth";

export interface NestedModuleProps {
  /** Makes the module in a scope. */
  readonly module: (scope: Construct) => ModuleStack;
  /** Values of its variables, tokens among them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether it is called at all. */
  readonly when: Truth;
}

/**
 * A stack's call of one of the reusable modules: for what a construct cannot do, which is to be there or not as
 * Terraform alone will know. The module's files lie in the stack's own folder, which needs nothing beside it.
 */
export class NestedModule extends TerraformHclModule {
  constructor(stack: TerraformStack, name: string, { module, values, when }: NestedModuleProps) {
    const called = module(stack);
    const synthesizer = new NestedModuleSynthesizer(called, stack);
    called.synthesizer = synthesizer;
    super(stack, `module-${name}`, {
      source: synthesizer.source,
      variables: { ...values },
      // An asset would be another copy, under a name that changes with its content.
      skipAssetCreationFromLocalModules: true,
    });
    this.overrideLogicalId(name);
    this.addOverride("count", oneIf(when));
  }

  /** @returns an output as an expression; one of the module's, and there only where the module is called */
  override interpolationForOutput(output: string): IResolvable {
    return ref(`module.${this.friendlyUniqueId}[0].${output}`, this.cdktfStack);
  }
}
