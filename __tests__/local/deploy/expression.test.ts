import fc from "fast-check";
import { resolveExpressions, UnresolvedExpressionError } from "../../../local/deploy/expression";
import { terraformFunctions } from "../../../local/deploy/terraform-functions";
import type { Json } from "../../../local/deploy/terraform-json";

const known: Readonly<Record<string, Json>> = {
  "aws_sqs_queue.copier.arn": "arn:aws:sqs:eu-west-2:111122223333:copier",
  "aws_sqs_queue.copier.visibility_timeout_seconds": 5400,
  "data.aws_iam_policy_document.topic.json": '{"Version":"2012-10-17"}',
  "aws_s3_bucket.exports.tags": { a: "b" },
};
const place = { address: "aws_lambda_function.copier", attribute: "" };
const resolve = (value: Json): Json =>
  resolveExpressions(value, place, {
    valueOf: ({ address, attribute }) => {
      const found = known[`${address}.${attribute}`];
      if (found === undefined) throw new Error(`asked for ${address}.${attribute}`);
      return found;
    },
    functions: terraformFunctions(new Date("2026-11-21T22:00:00.123Z")),
  });

describe("resolveExpressions", () => {
  test.each<[string, Json, Json]>([
    ["a whole reference", "${aws_sqs_queue.copier.arn}", "arn:aws:sqs:eu-west-2:111122223333:copier"],
    ["a reference that is a number", "${aws_sqs_queue.copier.visibility_timeout_seconds}", 5400],
    ["a field of an object", "${aws_s3_bucket.exports.tags.a}", "b"],
    ["a data source", "${data.aws_iam_policy_document.topic.json}", '{"Version":"2012-10-17"}'],
    [
      "a reference inside a text",
      "<${aws_sqs_queue.copier.arn}/*>",
      "<arn:aws:sqs:eu-west-2:111122223333:copier/*>",
    ],
    [
      "two references",
      "${aws_sqs_queue.copier.visibility_timeout_seconds}-${aws_sqs_queue.copier.visibility_timeout_seconds}",
      "5400-5400",
    ],
    [
      "lists and objects",
      { a: ["${aws_sqs_queue.copier.arn}"] },
      { a: ["arn:aws:sqs:eu-west-2:111122223333:copier"] },
    ],
    ["the time of the plan", "${plantimestamp()}", "2026-11-21T22:00:00Z"],
    [
      "JSON, keys in order and angle brackets escaped",
      '${jsonencode({"b" = [1, "<${aws_sqs_queue.copier.arn}>"], a: {"c" = null, d = true}})}',
      String.raw`{"a":{"c":null,"d":true},"b":[1,"\u003carn:aws:sqs:eu-west-2:111122223333:copier\u003e"]}`,
    ],
    [
      "JSON with escapes taken back",
      String.raw`x${"${"}replace(jsonencode({"a" = "<"}), "\\u003c", "<")}`,
      'x{"a":"<"}',
    ],
    [
      "escapes of a text",
      String.raw`${"${"}jsonencode("\u00e4\t\"$${"${"}x}%%{y}$%")}`,
      String.raw`"ä\t\"${"${"}x}%{y}$%"`,
    ],
    ["an escape", "$${aws:username}", "${aws:username}"],
    ["no expression", "plain $5 and 100%", "plain $5 and 100%"],
    ["other JSON", [1, true, null], [1, true, null]],
  ])("resolves %s", (_what, given, expected) => {
    expect(resolve(given)).toEqual(expected);
  });

  test.each([
    ["a function", '${lower("X")}'],
    ["a variable", "${var.region}"],
    ["a local", "${local.prefix}"],
    ["an index", "${aws_sqs_queue.copier[0].arn}"],
    ["a conditional", '${true ? "a" : "b"}'],
    ["arithmetic", "${1 + 1}"],
    ["each", "${each.value}"],
    ["a function with too much", "${jsonencode(1, 2)}"],
    ["a regular expression", '${replace("a", "/b/", "c")}'],
    ["a text without an end", '${jsonencode("a)}'],
    ["an object without an end", '${jsonencode({"a" = 1}'],
    ["an object whose key has no value", '${jsonencode({"a"})}'],
    ["a list without commas", "${jsonencode([1 2])}"],
    ["a directive", "%{ if true }x%{ endif }"],
    ["a field that is not there", "${aws_s3_bucket.exports.tags.b}"],
    ["a field of a text", "${aws_sqs_queue.copier.arn.x}"],
    ["an object inside a text", "x${aws_s3_bucket.exports.tags}"],
  ])("refuses %s, naming block, attribute and expression", (_what, expression) => {
    const attempt = (): Json => resolve({ environment: { variables: { QUEUE: expression } } });
    expect(attempt).toThrow(UnresolvedExpressionError);
    expect(attempt).toThrow(
      /aws_lambda_function\.copier, attribute environment\.variables\.QUEUE: cannot resolve/,
    );
  });

  test("leaves every text without $ and % alone", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[$%]/.test(text)),
        (text) => {
          expect(resolve(text)).toBe(text);
        },
      ),
    );
  });
});
