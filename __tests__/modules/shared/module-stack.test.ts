import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Annotations, App, type TerraformStack } from "cdktf";
import type { Settings } from "../../../config/settings/setting";
import { forget } from "../../../modules/shared/forget";
import { ModuleStack, type ModuleStackProps } from "../../../modules/shared/module-stack";

/** The modules' README comes from the folder of that name. */
const ID = "s3-bucket";
const variables = { name: { type: "string", description: "A name." } } as const satisfies Settings;

const outdir = mkdtempSync(path.join(tmpdir(), "module-stack-"));
const folder = path.join(outdir, "stacks", ID);
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

function moduleStack(
  build: (stack: TerraformStack, name: string) => void,
  props: Partial<ModuleStackProps<typeof variables>> = {},
): { readonly app: App; readonly stack: ModuleStack<typeof variables> } {
  const app = new App({ outdir, stackTraces: false });
  const stack = new ModuleStack(app, ID, { variables, ...props }, (within, { name }) => {
    build(within, name);
    return { outputs: { name: { value: name, description: "The name." } }, bundles: [] };
  });
  return { app, stack };
}

function queue(stack: TerraformStack, name: string): void {
  new SqsQueue(stack, "queue", { name }).overrideLogicalId("queue");
}

function json(stack: ModuleStack<typeof variables>, file: string): unknown {
  return JSON.parse(String(stack.files()[file]));
}

it("takes the caller's provider without naming it", () => {
  const { stack } = moduleStack(queue);
  expect(json(stack, "main.tf.json")).toEqual({
    resource: { aws_sqs_queue: { queue: { name: "${var.name}" } } },
  });
  expect(JSON.stringify(json(stack, "versions.tf.json"))).not.toContain("configuration_aliases");
});

it("with an alias asks the caller for it, and lets nothing fall to the caller's default provider", () => {
  const { stack } = moduleStack(
    (within, name) => {
      queue(within, name);
      new DataAwsRegion(within, "region").overrideLogicalId("region");
    },
    { providerAlias: "other" },
  );
  expect(json(stack, "versions.tf.json")).toMatchObject({
    terraform: { required_providers: { aws: { configuration_aliases: ["aws.other"] } } },
  });
  expect(json(stack, "main.tf.json")).toEqual({
    data: { aws_region: { region: { provider: "aws.other" } } },
    resource: { aws_sqs_queue: { queue: { name: "${var.name}", provider: "aws.other" } } },
  });
});

it("leaves a provider alone that an element names itself", () => {
  const { stack } = moduleStack(
    (within) => {
      const third = new AwsProvider(within, "third", { alias: "third" });
      new DataAwsRegion(within, "region", { provider: third }).overrideLogicalId("region");
    },
    { providerAlias: "other" },
  );
  expect(json(stack, "main.tf.json")).toEqual({
    data: { aws_region: { region: { provider: "aws.third" } } },
  });
});

it("takes literals in place of the variables", () => {
  const { stack } = moduleStack(queue, { values: { name: "housing" } });
  expect(stack.files()).not.toHaveProperty(["variables.tf.json"]);
  expect(json(stack, "main.tf.json")).toMatchObject({
    resource: { aws_sqs_queue: { queue: { name: "housing" } } },
  });
});

it("forgets resources without destroying them", () => {
  const { stack } = moduleStack((within) => {
    forget(within, ["aws_sqs_queue.old", "aws_sqs_queue.older"]);
  });
  expect(json(stack, "main.tf.json")).toEqual({
    removed: [
      { from: "aws_sqs_queue.old", lifecycle: { destroy: false } },
      { from: "aws_sqs_queue.older", lifecycle: { destroy: false } },
    ],
  });
});

describe("synthesis", () => {
  it("writes the module's files and nothing of the framework's", () => {
    moduleStack(queue).app.synth();
    expect(readdirSync(folder).toSorted()).toEqual([
      "README.md",
      "main.tf.json",
      "outputs.tf.json",
      "variables.tf.json",
      "versions.tf.json",
    ]);
    expect(JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8"))).toMatchObject({
      stacks: {},
    });
  });

  it("removes what an earlier one wrote, and nothing that is somebody's", () => {
    const stale = ["cdk.tf.json", "locals.tf.json", "functions/old.zip"];
    const kept = [
      "terraform.tfstate",
      ".terraform.lock.hcl",
      ".terraform/providers/x",
      "mine.tfvars",
      "main.tf",
    ];
    for (const name of [...stale, ...kept]) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), "before");
    }
    moduleStack(queue).app.synth();
    expect(stale.filter((name) => existsSync(path.join(folder, name)))).toEqual([]);
    expect(kept.filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
  });

  it.each([
    [
      "a validation",
      (stack: TerraformStack): void => {
        stack.node.addValidation({ validate: () => ["no queue without a name"] });
      },
    ],
    [
      "an error annotation",
      (stack: TerraformStack): void => {
        Annotations.of(stack).addError("no queue without a name");
      },
    ],
  ])("refuses what %s of the framework refuses, and changes nothing", (_, refuse) => {
    moduleStack(queue).app.synth();
    const before = readFileSync(path.join(folder, "main.tf.json"), "utf8");
    const { app } = moduleStack(refuse);
    expect(() => {
      app.synth();
    }).toThrow("no queue without a name");
    expect(readFileSync(path.join(folder, "main.tf.json"), "utf8")).toBe(before);
  });
});
