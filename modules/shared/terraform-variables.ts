import { TerraformVariable, Token, type TerraformStack } from "cdktf";
import { BUCKET_STATEMENTS, KEY_STATEMENTS } from "../../config/settings/policy-statement";
import type { AnySetting, Settings, SettingValues } from "../../config/settings/setting";
import { validationBlocks } from "../../config/settings/validation-blocks";

/**
 * Declares one Terraform variable per setting, with its type, description, default and validations.
 * A variable that is not optional is not nullable either: `null` in a tfvars file means its default.
 * @returns tokens that stand for the variables' values
 */
export function terraformVariables<S extends Settings>(scope: TerraformStack, settings: S): SettingValues<S> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      tokenOf(setting, declare(scope, name, setting)),
    ]),
  ) as SettingValues<S>;
}

function declare(scope: TerraformStack, name: string, setting: AnySetting): TerraformVariable {
  const variable = new TerraformVariable(scope, `variable-${name}`, {
    type: setting.type,
    description: setting.description,
    nullable: setting.default === null,
    validation: [...validationBlocks(name, setting)],
  });
  // The construct's id differs, so that an output or a construct may have a variable's name.
  variable.overrideLogicalId(name);
  // Given to the constructor, a default of null would crash the synthesis.
  if (setting.default !== undefined) variable.addOverride("default", setting.default);
  return variable;
}

function tokenOf(setting: AnySetting, variable: TerraformVariable): unknown {
  switch (setting.type) {
    case "string":
      return variable.stringValue;
    case "number":
      return variable.numberValue;
    case "bool":
      return variable.booleanValue;
    case "list(string)":
      return variable.listValue;
    case "map(string)":
      return Token.asStringMap(variable.value);
    case KEY_STATEMENTS:
    case BUCKET_STATEMENTS:
      return Token.asAny(variable.value);
  }
}
