import * as z from "zod";
import { computedAttribute, type DeploymentTarget } from "./computed-attributes";
import {
  resolveExpressions,
  UnresolvedExpressionError,
  type Place,
  type Reference,
  type Resolver,
} from "./expression";
import { policyDocumentArguments, renderPolicyDocument } from "./policy-document";
import { terraformFunctions } from "./terraform-functions";
import { TerraformJsonError, type Block, type Json } from "./terraform-json";

/** A synthesised stack whose references are resolved on demand, for one account, region and endpoint. */
export class Configuration {
  private readonly blocks: ReadonlyMap<string, Block>;
  /** References being resolved, to find circles. */
  private readonly open = new Set<string>();
  private readonly resolver: Resolver;

  constructor(
    blocks: readonly Block[],
    readonly target: DeploymentTarget,
  ) {
    this.blocks = new Map(blocks.map((block) => [block.address, block]));
    this.resolver = {
      valueOf: (reference, place) => this.valueOf(reference, place),
      functions: terraformFunctions(target.planned ?? new Date()),
    };
  }

  /** Every block, in the order of the file. */
  all(): readonly Block[] {
    return [...this.blocks.values()];
  }

  /** Resources of one type, in the order of the file. */
  resources(type: string): readonly Block[] {
    return this.all().filter((block) => block.mode === "resource" && block.type === type);
  }

  /**
   * A block's arguments, resolved and checked.
   *
   * @throws UnresolvedExpressionError for an expression that is no reference
   * @throws TerraformJsonError when the schema refuses them, an argument that it does not know included
   */
  read<Schema extends z.ZodType>(block: Block, schema: Schema): z.infer<Schema> {
    const place = { address: block.address, attribute: "" };
    const resolved = resolveExpressions(block.arguments, place, this.resolver);
    const result = schema.safeParse(resolved);
    if (result.success) return result.data;
    throw new TerraformJsonError(
      `${block.address} has arguments that the local run cannot deploy: ${z.prettifyError(result.error)}`,
    );
  }

  /** @throws UnresolvedExpressionError when it cannot be resolved; `place` is who asks */
  valueOf(reference: Reference, place: Place): Json {
    const name = `${reference.address}.${reference.attribute}`;
    const fail = (why: string): never => {
      throw new UnresolvedExpressionError(place, `\${${name}}`, why);
    };
    const block = this.blocks.get(reference.address);
    if (block === undefined) return fail("there is no such block in the stack");
    if (this.open.has(name)) return fail("it refers to itself");
    this.open.add(name);
    try {
      return this.attributeOf(block, reference.attribute, place) ?? fail("the attribute is not known");
    } finally {
      this.open.delete(name);
    }
  }

  private attributeOf(block: Block, attribute: string, place: Place): Json | undefined {
    if (block.mode === "data" && block.type === "aws_iam_policy_document")
      return attribute === "json"
        ? renderPolicyDocument(this.read(block, policyDocumentArguments))
        : undefined;
    // What a terraform_data keeps is what it is given.
    if (block.type === "terraform_data" && attribute === "output") return this.argument(block, "input");
    const computed = computedAttribute(
      block,
      attribute,
      (argument) => this.textArgument(block, argument, place),
      this.target,
    );
    return computed ?? this.argument(block, attribute);
  }

  private argument(block: Block, name: string): Json | undefined {
    const given = block.arguments[name];
    if (given === undefined) return undefined;
    return resolveExpressions(given, { address: block.address, attribute: name }, this.resolver);
  }

  private textArgument(block: Block, name: string, place: Place): string {
    const value = this.argument(block, name);
    if (typeof value === "string" && value !== "") return value;
    throw new UnresolvedExpressionError(
      place,
      block.address,
      `its ${name} is ${value === undefined ? "left to AWS" : "not a text"}`,
    );
  }
}
