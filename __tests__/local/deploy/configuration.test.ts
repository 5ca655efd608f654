import * as z from "zod";
import { Configuration } from "../../../local/deploy/configuration";
import { checkResourceTypes } from "../../../local/deploy/resource-types";
import { parseTerraformJson } from "../../../local/deploy/terraform-json";

const target = { accountId: "111122223333", region: "eu-west-2", endpoint: "http://127.0.0.1:4566" };
const configure = (document: unknown): Configuration =>
  new Configuration(parseTerraformJson(JSON.stringify(document)), target);
const resources = {
  aws_sqs_queue: { copier: { name: "dev-copier" } },
  aws_sns_topic: { events: { name: "dev-events" } },
  aws_kms_key: { one: { description: "one" }, two: { description: "two" } },
  aws_iam_role: { copier: { name: "dev-copier-lambda" } },
  aws_lambda_function: { copier: { function_name: "Dev-copier" } },
  aws_s3_bucket: { exports: { bucket: "dev-exports" } },
  aws_s3_object: { code: { bucket: "${aws_s3_bucket.exports.bucket}", key: "code.zip" } },
};
const data = {
  aws_caller_identity: { current: {} },
  aws_partition: { current: {} },
  aws_region: { current: {} },
};
const ask = (address: string, attribute: string): unknown =>
  configure({ resource: resources, data }).valueOf(
    { address, attribute },
    { address: "test.asker", attribute: "x" },
  );

describe("Configuration", () => {
  test.each([
    ["aws_sqs_queue.copier", "arn", "arn:aws:sqs:eu-west-2:111122223333:dev-copier"],
    ["aws_sqs_queue.copier", "id", "http://127.0.0.1:4566/111122223333/dev-copier"],
    ["aws_sqs_queue.copier", "url", "http://127.0.0.1:4566/111122223333/dev-copier"],
    ["aws_sqs_queue.copier", "name", "dev-copier"],
    ["aws_sns_topic.events", "arn", "arn:aws:sns:eu-west-2:111122223333:dev-events"],
    ["aws_iam_role.copier", "arn", "arn:aws:iam::111122223333:role/dev-copier-lambda"],
    ["aws_lambda_function.copier", "arn", "arn:aws:lambda:eu-west-2:111122223333:function:Dev-copier"],
    ["aws_s3_bucket.exports", "arn", "arn:aws:s3:::dev-exports"],
    ["aws_s3_bucket.exports", "id", "dev-exports"],
    ["aws_s3_object.code", "bucket", "dev-exports"],
    ["data.aws_caller_identity.current", "account_id", "111122223333"],
    ["data.aws_partition.current", "partition", "aws"],
    ["data.aws_region.current", "region", "eu-west-2"],
  ])("knows %s.%s", (address, attribute, expected) => {
    expect(ask(address, attribute)).toBe(expected);
  });

  test("gives every key an id of its own, the same in its ARN", () => {
    const id = ask("aws_kms_key.one", "key_id");
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ask("aws_kms_key.one", "arn")).toBe(`arn:aws:kms:eu-west-2:111122223333:key/${String(id)}`);
    expect(ask("aws_kms_key.two", "key_id")).not.toBe(id);
  });

  test.each([
    ["aws_sqs_queue.missing", "arn", "no such block"],
    ["aws_sqs_queue.copier", "nonsense", "the attribute is not known"],
    ["aws_kms_key.one", "name", "the attribute is not known"],
  ])("refuses %s.%s and names who asks", (address, attribute, why) => {
    expect(() => ask(address, attribute)).toThrow(
      new RegExp(`^test\\.asker, attribute x: cannot resolve \\$\\{${address}\\.${attribute}\\} \\(.*${why}`),
    );
  });

  test("refuses a name that AWS would make up", () => {
    const configuration = configure({ resource: { aws_sqs_queue: { q: {} } } });
    const reference = { address: "aws_sqs_queue.q", attribute: "arn" };
    expect(() => configuration.valueOf(reference, reference)).toThrow(/its name is left to AWS/);
  });

  test("refuses circles instead of following them", () => {
    const configuration = configure({
      resource: {
        aws_sqs_queue: { a: { name: "${aws_sqs_queue.b.name}" }, b: { name: "${aws_sqs_queue.a.name}" } },
      },
    });
    const reference = { address: "aws_sqs_queue.a", attribute: "name" };
    expect(() => configuration.valueOf(reference, reference)).toThrow(/refers to itself/);
  });

  test("reads arguments resolved, and refuses one that the schema does not know", () => {
    const configuration = configure({
      resource: {
        ...resources,
        aws_sqs_queue_policy: { p: { queue_url: "${aws_sqs_queue.copier.url}", extra: 1 } },
      },
    });
    const [block] = configuration.resources("aws_sqs_queue_policy");
    expect(configuration.read(block!, z.object({ queue_url: z.string() }))).toEqual({
      queue_url: "http://127.0.0.1:4566/111122223333/dev-copier",
    });
    expect(() => configuration.read(block!, z.strictObject({ queue_url: z.string() }))).toThrow(
      /aws_sqs_queue_policy\.p .*"extra"/s,
    );
  });
});

describe("parseTerraformJson", () => {
  test("takes a count of 1 as a plain block, a count of 0 as none", () => {
    const blocks = parseTerraformJson(
      JSON.stringify({
        resource: { aws_sqs_queue: { one: { count: 1, name: "a" }, none: { count: 0, name: "b" } } },
      }),
    );
    expect(blocks.map(({ address, arguments: given }) => [address, given])).toEqual([
      ["aws_sqs_queue.one", { name: "a" }],
    ]);
  });

  test("leaves comments and meta-arguments out", () => {
    const blocks = parseTerraformJson(
      JSON.stringify({
        resource: {
          aws_sqs_queue: { q: { "//": { metadata: {} }, depends_on: ["x"], lifecycle: {}, name: "q" } },
        },
      }),
    );
    expect(blocks[0]!.arguments).toEqual({ name: "q" });
  });

  test.each([
    ["variables", { variable: { region: {} } }],
    ["locals", { locals: { a: 1 } }],
    ["moved blocks", { moved: [] }],
    ["for_each", { resource: { aws_sqs_queue: { q: { for_each: "${toset([])}" } } } }],
    ["an expression as count", { resource: { aws_sqs_queue: { q: { count: "${length([])}" } } } }],
  ])("refuses %s", (_what, document) => {
    expect(() => parseTerraformJson(JSON.stringify(document))).toThrow("local run");
  });
});

describe("checkResourceTypes", () => {
  const check = (document: unknown): void => {
    checkResourceTypes(parseTerraformJson(JSON.stringify(document)));
  };

  test("accepts what is deployed and what is knowingly left out", () => {
    expect(() => {
      check({ resource: { aws_sqs_queue: { q: {} }, aws_cloudwatch_metric_alarm: { a: {} } }, data });
    }).not.toThrow();
  });

  test("names every block of another type", () => {
    expect(() => {
      check({ resource: { aws_sfn_state_machine: { big: {} } }, data: { aws_vpc: { main: {} } } });
    }).toThrow(/data\.aws_vpc\.main, aws_sfn_state_machine\.big/);
  });
});
