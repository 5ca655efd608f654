import {
  checkovExceptions,
  type CheckovException,
} from "../../../../config/tooling/static-check/checkov-exceptions";
import { parseCheckovReport, terraformName } from "../../../../config/tooling/static-check/checkov-report";
import { checkovVerdict, type Scan } from "../../../../config/tooling/static-check/checkov-verdict";

const finding = (check_id: string, resource: string): object => ({
  check_id,
  resource,
  check_name: `Ensure ${check_id}`,
  file_path: "/cdk.tf.json",
});
const report = (passed: object[], failed: object[], parsing_errors: string[] = []): object => ({
  check_type: "terraform_json",
  results: { passed_checks: passed, failed_checks: failed, skipped_checks: [], parsing_errors },
});
const scan = (output: object, subject = "module m"): Scan => ({
  subject,
  findings: parseCheckovReport(JSON.stringify(output)),
});
const exception: CheckovException = { check: "CKV_1", names: ["a"], reason: "because" };
const passed = finding("CKV_9", "aws_sqs_queue.z");
const problems = (
  scans: readonly Scan[],
  exceptions: readonly CheckovException[] = [],
  isComplete = true,
): readonly string[] => checkovVerdict(scans, exceptions, { isComplete }).problems;

it("has no problem when everything passed, and puts the count of the module replaced beside ours", () => {
  const scans = [{ ...scan(report([passed], [])), replacedFailed: 7 }, scan(report([passed], []), "root r")];
  expect(checkovVerdict(scans, [], { isComplete: true })).toEqual({
    summary: [
      "module m: 1 passed, 0 failed (the module that this one replaces: 7)",
      "root r: 1 passed, 0 failed",
    ],
    problems: [],
  });
});

it("lets a finding stay that has a reason, for that check at that name and for no other", () => {
  const found = [
    finding("CKV_1", "resource.a"),
    finding("CKV_1", "resource.b"),
    finding("CKV_2", "resource.a"),
  ];
  expect(problems([scan([report([passed], found)])], [exception])).toEqual([
    "module m: CKV_1 resource.b: Ensure CKV_1",
    "module m: CKV_2 resource.a: Ensure CKV_2",
  ]);
});

it.each([
  ["resource.a", "a"],
  ["data.a", "a"],
  ["aws_s3_bucket.a", "a"],
  ["module.artefacts.aws_s3_bucket.a", "a"],
  ["module.p.aws_db_event_subscription.a[0]", "a"],
  ['module.p["x.y"].aws_s3_bucket.a["k.l"]', "a"],
])("takes the name out of %s, so that one exception serves module, root and example", (resource, name) => {
  expect(terraformName({ check: "CKV_1", wants: "", file: "", resource })).toBe(name);
});

it("refuses a reason for what is a finding in no scan any more, when all were scanned", () => {
  const clean = scan(report([passed], []));
  const found = scan(report([passed], [finding("CKV_1", "aws_sqs_queue.a")]), "example e");
  expect(problems([clean], [exception])).toEqual([
    "CKV_1 a: is an exception, and nowhere a finding any more",
  ]);
  expect(problems([clean, found], [exception])).toEqual([]);
  expect(problems([clean], [exception], false)).toEqual([]);
});

it.each([
  ["an empty report", report([], [])],
  ["what checkov prints when no file was of its framework", { passed: 0, failed: 0, parsing_errors: 0 }],
])("refuses %s: nothing was read", (_what, output) => {
  expect(problems([scan(report([passed], [])), scan(output, "module n")])).toEqual([
    "module n: checkov passed nothing: it did not read it",
  ]);
});

it("refuses a report with a file that could not be parsed, whatever passed beside it", () => {
  expect(problems([scan(report([passed], [], ["cdk.tf.json"]))])).toEqual([
    "module m: checkov cannot parse cdk.tf.json",
  ]);
});

it("refuses what is no report", () => {
  expect(() => parseCheckovReport('{"passed":1,"failed":0,"parsing_errors":0}')).toThrow();
});

it("has a reason of a sentence for every exception, and each exception once", () => {
  for (const { reason } of checkovExceptions) expect(reason.length).toBeGreaterThan(30);
  const keys = checkovExceptions.flatMap(({ check, names }) => names.map((name) => `${check} ${name}`));
  expect(new Set(keys).size).toBe(keys.length);
});
