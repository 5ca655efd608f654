import { judgeChangeOfModules, judgeLogGroups } from "../../../../config/tooling/takeover/judge-observation";
import type { Observation } from "../../../../config/tooling/takeover/observation";

const before: Observation = {
  messages: { "https://sqs/export": "2" },
  mappings: { "arn:export": "uuid-1" },
  keys: { "export queue": "key-1" },
  subscriptions: { "arn:subscription": "arn:topic" },
  logGroups: { "/aws/lambda/export": "5" },
  objects: { "artefacts/export.zip": "100" },
  attachedPolicies: { "writes-logs": "writes-logs" },
  functions: { export: "nodejs14.x old" },
};

const after: Observation = {
  ...before,
  logGroups: { ...before.logGroups, "/db-snapshot-to-s3/export": "0" },
  objects: { "artefacts/export.zip": "400" },
  functions: { export: "nodejs22.x new" },
};

describe("a change of modules", () => {
  it("may change code and zips, and add log groups", () => {
    expect(judgeChangeOfModules(before, after)).toEqual([]);
    expect(judgeLogGroups(["/aws/lambda/export"], before, after)).toEqual([]);
  });

  it.each([
    [{ messages: { "https://sqs/export": "1" } }, "messages: https://sqs/export was 2, is 1"],
    [{ mappings: { "arn:export": "uuid-2" } }, "mappings: arn:export was uuid-1, is uuid-2"],
    [{ keys: {} }, "keys: export queue was key-1, is gone"],
    [{ objects: {} }, "objects: artefacts/export.zip is gone"],
    [{ functions: {} }, "functions: export is gone"],
    [{ functions: before.functions }, "functions: export runs the same code as before"],
    [
      { subscriptions: { ...before.subscriptions, "arn:other": "arn:topic" } },
      "subscriptions: arn:other is new",
    ],
  ] satisfies [Partial<Observation>, string][])("is told of %j", (wrong, line) => {
    expect(judgeChangeOfModules(before, { ...after, ...wrong })).toEqual([line]);
  });

  it("must leave every role its policy", () => {
    const detached = { ...after, attachedPolicies: { "writes-logs": "" } };
    expect(judgeChangeOfModules(before, detached)).toContain("attachedPolicies: writes-logs has none");
  });

  it("must leave Lambda's own log groups with what is in them, and these must have been there", () => {
    expect(judgeLogGroups(["/aws/lambda/export"], before, { ...after, logGroups: {} })).toEqual([
      "logGroups: /aws/lambda/export was 5, is gone",
    ]);
    expect(judgeLogGroups(["/aws/lambda/other"], before, after)).toEqual([
      "logGroups: /aws/lambda/other was never there",
    ]);
  });
});
