import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Settings, SettingValues } from "../../config/settings/setting";
import type { Bundle } from "./bundle";
import { keepAssets, type ModuleAssets } from "./module-assets";
import { moduleFiles } from "./module-files";
import { ModuleSynthesizer } from "./module-synthesizer";
import { declareOutputs, type Outputs } from "./outputs";
import { useEverywhere } from "./provider";
import { terraformVariables } from "./terraform-variables";
import { requireVersions } from "./versions";

export interface ModuleStackProps<S extends Settings> {
  /** The module's variables. */
  readonly variables: S;
  /**
   * Name of the provider configuration that the caller passes in place of the default one, such as `sandbox` for
   * `providers = { aws.sandbox = aws.other_account }`. @default the caller's default configuration
   */
  readonly providerAlias?: string;
  /** Literals in place of the variables, for tools that do not evaluate any. @default the variables */
  readonly values?: SettingValues<S> | undefined;
}

/** What a module is made of: its outputs, and the functions whose code lies in its folder. */
export interface ModuleContent {
  readonly outputs: Outputs;
  readonly bundles: readonly Bundle[];
}

/**
 * A reusable Terraform module: what the content makes of the variables, without a provider and a backend, which are
 * the caller's. Its folder holds all that it needs, and may be moved.
 */
export class ModuleStack<S extends Settings = Settings> extends TerraformStack {
  readonly bundles: readonly Bundle[];
  private readonly assets: ModuleAssets;

  /** @param content builds what is in the module, of the variables' tokens, at fixed addresses */
  constructor(
    scope: Construct,
    id: string,
    { variables, providerAlias, values }: ModuleStackProps<S>,
    content: (stack: TerraformStack, variables: SettingValues<S>) => ModuleContent,
  ) {
    super(scope, id);
    requireVersions(this, providerAlias === undefined ? [] : [`aws.${providerAlias}`]);
    // The framework refuses a stack without one. It is not written: a module's provider is its caller's.
    const provider = new AwsProvider(
      this,
      "aws",
      providerAlias === undefined ? {} : { alias: providerAlias },
    );
    this.synthesizer = new ModuleSynthesizer(this);
    this.assets = keepAssets(this);
    const { outputs, bundles } = content(this, values ?? terraformVariables(this, variables));
    declareOutputs(this, outputs);
    this.bundles = bundles;
    // What names no provider would be looked for with the caller's default one: in another account.
    if (providerAlias !== undefined) useEverywhere(this, provider);
  }

  /** What the module's folder holds: its Terraform JSON and its functions' code, by path. */
  files(): Readonly<Record<string, string | Uint8Array>> {
    return { ...moduleFiles(this.toTerraform()), ...Object.fromEntries(this.assets) };
  }
}
