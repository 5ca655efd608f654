import { Testing, TerraformStack } from "cdktf";
import * as z from "zod";
import { Configuration } from "../../local/deploy/configuration";
import { parseTerraformJson, type Json } from "../../local/deploy/terraform-json";

/** What a policy says, for comparisons: lists in order, nothing that is only a default. */
export interface Statement {
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  readonly conditions: readonly string[];
}

type Arguments = Readonly<Record<string, Json>>;

const blocks = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json())));
const document = z.looseObject({
  terraform: z.looseObject({}).default({}),
  provider: z.record(z.string(), z.array(z.record(z.string(), z.json()))).default({}),
  variable: z.record(z.string(), z.looseObject({})).default({}),
  output: z.record(z.string(), z.object({ value: z.string(), description: z.string() })).default({}),
  data: blocks.default({}),
  resource: blocks.default({}),
});

const oneOrMany = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const conditions = z.record(z.string(), z.record(z.string(), oneOrMany)).default({});
const policy = z.object({
  Statement: z.array(
    z.object({
      Sid: z.string(),
      Effect: z.enum(["Allow", "Deny"]),
      Action: oneOrMany,
      Resource: oneOrMany.default([]),
      Principal: z.union([z.literal("*"), z.record(z.string(), oneOrMany)]).optional(),
      Condition: conditions,
    }),
  ),
});

/** Where a resolved stack is taken to be applied. */
export const TARGET = {
  accountId: "111111111111",
  region: "eu-west-2",
  endpoint: "http://127.0.0.1:1",
} as const;

/** A typed view of a stack's synthesised JSON. */
export class StackView {
  readonly json: z.infer<typeof document>;
  private resolver: Configuration | undefined;

  constructor(readonly text: string) {
    this.json = document.parse(JSON.parse(text));
  }

  /** Addresses of the resources, `type.name`, in order. */
  get addresses(): readonly string[] {
    return addressesOf(this.json.resource);
  }

  /** Addresses of the data sources, `type.name`, in order. */
  get dataAddresses(): readonly string[] {
    return addressesOf(this.json.data);
  }

  /** Addresses of the resources of a type. */
  ofType(type: string): readonly string[] {
    return this.addresses.filter((address) => address.startsWith(`${type}.`));
  }

  /** The one resource of a type. @throws Error when there are none, or several */
  only(type: string): Arguments {
    const [address, ...others] = this.ofType(type);
    if (address === undefined || others.length > 0)
      throw new Error(`expected one ${type}, got ${this.ofType(type).join(", ")}`);
    return this.raw(address);
  }

  /** A resource's or data source's arguments as synthesised, references and all. */
  raw(address: string): Arguments {
    const [kind, ...rest] = address.startsWith("data.")
      ? (["data", ...address.slice("data.".length).split(".")] as const)
      : (["resource", ...address.split(".")] as const);
    const [type = "", name = ""] = rest;
    const block = this.json[kind][type]?.[name];
    if (block === undefined) throw new Error(`there is no ${address}`);
    return Object.fromEntries(Object.entries(block).filter(([argument]) => argument !== "//"));
  }

  /** A resource's arguments with every reference resolved. Only for stacks of literals. */
  resolved(address: string): Arguments {
    const block = this.configuration.all().find((candidate) => candidate.address === address);
    if (block === undefined) throw new Error(`there is no ${address}`);
    return this.configuration.read(block, z.record(z.string(), z.json()));
  }

  /** One attribute, such as an ARN. Only for stacks of literals. */
  attribute(address: string, attribute: string): string {
    return z.string().parse(this.configuration.valueOf({ address, attribute }, { address, attribute }));
  }

  /** The statements of a policy document, with every reference resolved. Only for stacks of literals. */
  statements(name: string): readonly Statement[] {
    const json = this.attribute(`data.aws_iam_policy_document.${name}`, "json");
    return policy.parse(JSON.parse(json)).Statement.map((given) => ({
      sid: given.Sid,
      effect: given.Effect,
      actions: given.Action.toSorted(),
      resources: given.Resource.toSorted(),
      principals: principalsOf(given.Principal),
      conditions: Object.entries(given.Condition)
        .flatMap(([test, variables]) =>
          Object.entries(variables).map(([name_, values]) => `${name_} ${test} ${values.join(" or ")}`),
        )
        .toSorted(),
    }));
  }

  private get configuration(): Configuration {
    return (this.resolver ??= new Configuration(parseTerraformJson(this.text), TARGET));
  }
}

/** Synthesises what is built in a stack of its own. */
export function synthesised(build: (stack: TerraformStack) => void): StackView {
  const stack = new TerraformStack(Testing.app(), "stack");
  build(stack);
  return viewOf(stack);
}

/** Synthesises a stack. */
export function viewOf(stack: TerraformStack): StackView {
  return new StackView(Testing.synth(stack));
}

function addressesOf(byType: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly string[] {
  return Object.entries(byType)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .toSorted();
}

function principalsOf(given: "*" | Record<string, string[]> | undefined): readonly string[] {
  if (given === undefined) return [];
  if (given === "*") return ["*"];
  return Object.entries(given).flatMap(([type, values]) => values.map((value) => `${type} ${value}`));
}
