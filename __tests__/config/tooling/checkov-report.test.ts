import { checkovVerdict } from "../../../config/tooling/static-check/checkov-report";
import {
  checkovExceptions,
  type CheckovException,
} from "../../../config/tooling/static-check/checkov-exceptions";

const finding = (check_id: string, resource: string): object => ({
  check_id,
  resource,
  check_name: `Ensure ${check_id}`,
});
const report = (passed: object[], failed: object[], parsing_errors: string[] = []): object => ({
  check_type: "terraform_json",
  results: { passed_checks: passed, failed_checks: failed, skipped_checks: [], parsing_errors },
});
const exception: CheckovException = { check: "CKV_1", resources: ["aws_sqs_queue.a"], reason: "because" };

it("has no problem when everything passed", () => {
  const output = JSON.stringify(report([finding("CKV_1", "a.b")], []));
  expect(checkovVerdict(output, [])).toEqual({ passed: 1, excepted: 0, problems: [] });
});

it("lets a finding stay that has a reason, at that resource and no other", () => {
  const output = JSON.stringify([
    report(
      [finding("CKV_2", "aws_sqs_queue.a")],
      [finding("CKV_1", "aws_sqs_queue.a"), finding("CKV_1", "aws_sqs_queue.b")],
    ),
  ]);
  expect(checkovVerdict(output, [exception])).toEqual({
    passed: 1,
    excepted: 1,
    problems: ["CKV_1 aws_sqs_queue.b: Ensure CKV_1"],
  });
});

it("refuses a reason for what is no finding any more", () => {
  const output = JSON.stringify(report([finding("CKV_1", "aws_sqs_queue.a")], []));
  expect(checkovVerdict(output, [exception]).problems).toEqual([
    "CKV_1 aws_sqs_queue.a: is an exception, and no longer a finding",
  ]);
});

it("refuses a report in which nothing passed: nothing was read", () => {
  expect(checkovVerdict(JSON.stringify(report([], [])), []).problems).toEqual([
    "checkov passed nothing: it did not read the stack",
  ]);
});

it("refuses a report with a file that could not be parsed, whatever passed beside it", () => {
  const output = JSON.stringify(report([finding("CKV_1", "a.b")], [], ["cdk.tf.json"]));
  expect(checkovVerdict(output, []).problems).toEqual(["checkov cannot parse cdk.tf.json"]);
});

it("refuses what is no report", () => {
  expect(() => checkovVerdict('{"passed":0,"failed":0}', [])).toThrow();
});

it("has a reason of a sentence for every exception, and each exception once", () => {
  for (const { reason } of checkovExceptions) expect(reason.length).toBeGreaterThan(30);
  const keys = checkovExceptions.flatMap(({ check, resources }) => resources.map((one) => `${check} ${one}`));
  expect(new Set(keys).size).toBe(keys.length);
});
