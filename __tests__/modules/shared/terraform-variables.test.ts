import { App, Fn, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { dataPlatformSettings } from "../../../config/settings/data-platform";
import type { Settings } from "../../../config/settings/setting";
import { terraformVariables } from "../../../modules/shared/terraform-variables";

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly nullable: boolean;
  readonly default?: unknown;
  readonly validation?: readonly { readonly condition: string; readonly error_message: string }[];
}
interface Synthesised {
  readonly variable: Readonly<Record<string, Variable>>;
  readonly output: Readonly<Record<string, { readonly value: unknown }>>;
}

function synthesised<S extends Settings>(
  settings: S,
  use: (stack: TerraformStack, values: ReturnType<typeof terraformVariables<S>>) => void = () => undefined,
): Synthesised {
  const stack = new TerraformStack(new App(), "test");
  use(stack, terraformVariables(stack, settings));
  return JSON.parse(Testing.synth(stack)) as Synthesised;
}

const settings = {
  name: { type: "string", description: "A name.", rules: [{ kind: "length", to: "value", min: 1 }] },
  size: { type: "number", description: "A size.", default: 0 },
  ids: { type: "list(string)", description: "Ids.", default: [] },
  tags: { type: "map(string)", description: "Tags.", default: null },
} as const satisfies Settings;

it("declares a variable per setting, under the setting's own name", () => {
  const { variable } = synthesised(dataPlatformSettings);
  expect(Object.keys(variable).sort()).toEqual(Object.keys(dataPlatformSettings).sort());
});

it("carries type, description, default and nullability", () => {
  expect(synthesised(settings).variable).toMatchObject({
    name: { type: "string", description: "A name.", nullable: false },
    size: { type: "number", description: "A size.", nullable: false, default: 0 },
    ids: { type: "list(string)", nullable: false, default: [] },
    tags: { type: "map(string)", nullable: true, default: null },
  });
  expect(synthesised(settings).variable["name"]).not.toHaveProperty("default");
});

it("renders each rule as a validation whose message names the variable, the rule and the value", () => {
  expect(synthesised(settings).variable["name"]?.validation).toEqual([
    {
      condition: "${length(var.name) >= 1}",
      error_message:
        'name: expected length at least 1 (rule: length); got ${format("%s, of length %d", jsonencode(var.name), length(var.name))}.',
    },
  ]);
});

it("returns tokens that stand for the variables, each of its setting's type", () => {
  const { output } = synthesised(settings, (stack, { name, size, ids, tags }) => {
    new TerraformOutput(stack, "name", { value: `${name}-x` });
    new TerraformOutput(stack, "size", { value: size });
    new TerraformOutput(stack, "count", { value: Fn.lengthOf(ids) });
    new TerraformOutput(stack, "tags", { value: tags });
  });
  expect(output).toEqual({
    name: { value: "${var.name}-x" },
    size: { value: "${var.size}" },
    count: { value: "${length(var.ids)}" },
    tags: { value: "${var.tags}" },
  });
});
