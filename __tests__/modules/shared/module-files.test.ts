import { moduleFiles } from "../../../modules/shared/module-files";

const terraform = {
  backend: { local: { path: "/somewhere/terraform.tfstate" } },
  required_version: ">= 1.7",
  required_providers: { aws: { version: ">= 5", source: "hashicorp/aws" } },
};

it("parts a stack by what the files are for, without what is the framework's and the caller's", () => {
  const files = moduleFiles({
    "//": { metadata: { version: "0.21.0" } },
    terraform,
    provider: { aws: [{ region: "eu-west-2" }] },
    variable: { name: { type: "string" } },
    data: { aws_region: { current: { "//": { metadata: {} }, provider: "aws.other" } } },
    resource: { aws_sqs_queue: { one: { "//": { metadata: {} }, name: "${var.name}" } } },
    removed: [{ from: "aws_sqs_queue.old" }],
    output: { url: { value: "${aws_sqs_queue.one.url}" } },
  });
  expect(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, JSON.parse(text)]))).toEqual({
    "versions.tf.json": {
      terraform: {
        required_version: ">= 1.7",
        required_providers: { aws: { version: ">= 5", source: "hashicorp/aws" } },
      },
    },
    "variables.tf.json": { variable: { name: { type: "string" } } },
    "main.tf.json": {
      data: { aws_region: { current: { provider: "aws.other" } } },
      resource: { aws_sqs_queue: { one: { name: "${var.name}" } } },
      removed: [{ from: "aws_sqs_queue.old" }],
    },
    "outputs.tf.json": { output: { url: { value: "${aws_sqs_queue.one.url}" } } },
  });
});

it("sorts the keys at every depth and keeps lists in their order, two spaces deep, with a newline at the end", () => {
  const { "main.tf.json": main } = moduleFiles({
    terraform,
    resource: { b_type: { name: { z: [{ d: 1, c: 2 }, 1], a: "x" } }, a_type: { name: {} } },
  });
  expect(main).toBe(`{
  "resource": {
    "a_type": {
      "name": {}
    },
    "b_type": {
      "name": {
        "a": "x",
        "z": [
          {
            "c": 2,
            "d": 1
          },
          1
        ]
      }
    }
  }
}
`);
});

it("writes no file of which there is nothing", () => {
  expect(Object.keys(moduleFiles({ terraform }))).toEqual(["versions.tf.json"]);
});

it("refuses a block that it knows no file for", () => {
  expect(() => moduleFiles({ terraform, ephemeral: {} })).toThrow("no file of a module holds ephemeral");
});

it("refuses what refers to another stack's state", () => {
  expect(() => moduleFiles({ terraform, data: { terraform_remote_state: { other: {} } } })).toThrow(
    "refers to no other stack",
  );
});
