import {
  tflintExceptions,
  type TflintException,
} from "../../../../config/tooling/static-check/tflint-exceptions";
import { parseTflintReport } from "../../../../config/tooling/static-check/tflint-report";
import { tflintVerdict, type LintedFolder } from "../../../../config/tooling/static-check/tflint-verdict";

const issue = (name: string): object => ({
  rule: { name: "terraform_unused_declarations", severity: "warning" },
  message: `variable "${name}" is declared but not used`,
  range: { filename: "/somewhere/variables.tf.json", start: { line: 1 } },
});
const linted = (subject: string, issues: object[], errors: object[] = []): LintedFolder => ({
  subject,
  report: parseTflintReport(JSON.stringify({ issues, errors })),
});
const exception: TflintException = {
  subject: "module m",
  rule: "terraform_unused_declarations",
  name: "a",
  reason: "because",
};

it("lets an issue stay that has a reason, in that folder and for that name", () => {
  const folders = [linted("module m", [issue("a"), issue("ab")]), linted("module n", [issue("a")])];
  expect(tflintVerdict(folders, [exception])).toEqual({
    summary: ["module m: 2 issues", "module n: 1 issue"],
    problems: [
      'module m: terraform_unused_declarations variables.tf.json: variable "ab" is declared but not used',
      'module n: terraform_unused_declarations variables.tf.json: variable "a" is declared but not used',
    ],
  });
});

it("refuses a reason for what is no issue any more", () => {
  expect(tflintVerdict([linted("module m", [])], [exception]).problems).toEqual([
    'module m: terraform_unused_declarations "a": is an exception, and no longer an issue',
  ]);
});

it("refuses a folder that tflint could not look through", () => {
  const folders = [linted("module m", [], [{ message: "failed to read", severity: "error" }])];
  expect(tflintVerdict(folders, []).problems).toEqual(["module m: failed to read"]);
});

it("has a reason of a sentence for every exception", () => {
  for (const { reason } of tflintExceptions) expect(reason.length).toBeGreaterThan(30);
});
