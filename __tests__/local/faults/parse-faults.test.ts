import { FaultPlanError } from "../../../local/faults/fault-plan-error";
import { parseFaults } from "../../../local/faults/parse-faults";

const files: Record<string, string> = {
  "plan.json": JSON.stringify({
    version: 1,
    faults: [
      {
        ...{
          operation: "s3:CopyObject",
          resource: "*/repairs.request/*",
          caller: "copier",
          after: 2,
          times: 3,
        },
        effect: { kind: "error", code: "SlowDown", status: 500, message: "slower" },
      },
      { operation: "rds:export", effect: { kind: "occupy-slots", worldSeconds: 60 } },
    ],
  }),
  "broken.json": "{",
  "without-ending": JSON.stringify({
    version: 1,
    faults: [{ operation: "sqs:SendMessage", effect: { kind: "lost" } }],
  }),
};
const read = (...words: string[]) => parseFaults(words, (path) => files[path]).faults;
const any = { resource: "*", caller: "*", after: 0, times: "always" };

function problems(...words: string[]): readonly string[] {
  try {
    read(...words);
  } catch (error) {
    if (error instanceof FaultPlanError) return error.problems;
    throw error;
  }
  throw new Error("The plan was expected to be refused, and was not.");
}

describe("parseFaults", () => {
  it("reads files and short forms mixed, in their order, and fills in what is not said", () => {
    expect(read("s3:CopyObject=SlowDown*3", "plan.json", "without-ending", "rds:export=hang")).toEqual([
      { ...any, operation: "s3:CopyObject", times: 3, effect: { kind: "error", code: "SlowDown" } },
      {
        ...{
          operation: "s3:CopyObject",
          resource: "*/repairs.request/*",
          caller: "copier",
          after: 2,
          times: 3,
        },
        effect: { kind: "error", code: "SlowDown", status: 500, message: "slower" },
      },
      { ...any, operation: "rds:export", effect: { kind: "occupy-slots", slots: 5, worldSeconds: 60 } },
      { ...any, operation: "sqs:SendMessage", effect: { kind: "lost" } },
      { ...any, operation: "rds:export", effect: { kind: "hang" } },
    ]);
  });

  it.each([
    [
      "s3:CopyObject[*/repairs.request/*]=AccessDenied",
      { resource: "*/repairs.request/*", effect: { kind: "error", code: "AccessDenied" } },
    ],
    ["sqs:SendMessage=lost*1", { times: 1, effect: { kind: "lost" } }],
    ["rds:StartExportTask=slow:120", { effect: { kind: "slow", worldSeconds: 120 } }],
    [
      "copier@s3:CopyObject+4=kill-after*1",
      { caller: "copier", after: 4, times: 1, effect: { kind: "kill", when: "after" } },
    ],
    [
      "arn:aws:iam::1:role/*@glue:GetWorkflowRuns=throttle",
      { caller: "arn:aws:iam::1:role/*", effect: { kind: "throttle" } },
    ],
    ["s3:CopyObject=error-in-200", { effect: { kind: "error-in-200" } }],
    [
      "s3:CopyObject=InternalError::broken%3A so it is",
      { effect: { kind: "error", code: "InternalError", message: "broken: so it is" } },
    ],
    [
      "rds:export[housing-*]=skip:repairs.*:rents.tenancy",
      { resource: "housing-*", effect: { kind: "skip", tables: ["repairs.*", "rents.tenancy"] } },
    ],
    ["rds:export=skip:repairs.**2", { times: 2, effect: { kind: "skip", tables: ["repairs.*"] } }],
    ["rds:export=cancel", { effect: { kind: "cancel", atPercent: 50 } }],
    ["rds:export=fail:The disk = full", { effect: { kind: "fail", cause: "The disk = full" } }],
  ])("reads %s", (word, meant) => {
    expect(read(word)).toMatchObject([meant]);
  });

  it("lists every problem of every word with its place", () => {
    files["wrong.json"] = JSON.stringify({
      version: 1,
      faults: [
        { operation: "s3:CopyObjekt", effect: { kind: "throttle" } },
        { operation: "s3:CopyObject", afterwards: 1, times: 0, effect: { kind: "slow", worldSeconds: -1 } },
        { operation: "s3:PutObject", caller: "copyer", effect: { kind: "lost" } },
      ],
    });
    expect(problems("wrong.json", "gone.json", "broken.json", "rds:export=slow:1", "nonsense")).toEqual([
      expect.stringMatching(/^wrong\.json: faults\[0\]\.operation: .*no s3:CopyObjekt; near: s3:CopyObject/),
      expect.stringMatching(/^wrong\.json: faults\[1\]\.times: /),
      expect.stringMatching(/^wrong\.json: faults\[1\]\.effect\.worldSeconds: /),
      expect.stringMatching(/^wrong\.json: faults\[1\]\.Unrecognized key: "afterwards"|afterwards/),
      expect.stringMatching(/^wrong\.json: faults\[2\]\.caller: "copyer" is no function \(export, copier\)/),
      expect.stringMatching(
        /^wrong\.json: faults\[2\]\.effect: only messages and copies can be lost: sqs:SendMessage,/,
      ),
      "gone.json: there is no such file",
      expect.stringMatching(/^broken\.json: it is no JSON/),
      expect.stringMatching(/^rds:export=slow:1: effect: slow happens to calls/),
      expect.stringMatching(/^nonsense: expected \[caller@\]service:Operation/),
    ]);
  });

  it.each([
    ["dynamodb:PutItem=throttle", /no dynamodb:PutItem/],
    ["s3:copyobject=throttle", /near: s3:CopyObject/],
    ["s3:CopyObject=lots", /no effect "lots".*near: lost/],
    ["s3:CopyObject=throttle:3", /no effect "throttle" with such values/],
    ["s3:CopyObject=hang", /hang happens to exports: the operation must be rds:export/],
    ["s3:GetObject=error-in-200", /s3:CopyObject, s3:CompleteMultipartUpload/],
    ["rds:export=occupy-slots*2", /no resource, no after, no times/],
    ["copier@rds:export=fail", /an export has no caller/],
    ["s3:CopyObject=slow:long", /worldSeconds/],
    ["s3:CopyObject=SlowDown*0", /times/],
    ["rds:export=cancel:100", /atPercent/],
    ["rds:export=skip", /no effect "skip" with such values/],
  ])("refuses %s", (word, why) => {
    expect(problems(word)).toEqual([expect.stringMatching(why)]);
  });

  it("refuses a plan of another version, and one without faults", () => {
    files["later.json"] = JSON.stringify({ version: 2, faults: [] });
    expect(problems("later.json")).toEqual([
      expect.stringMatching(/^later\.json: version: /),
      expect.stringMatching(/^later\.json: faults: /),
    ]);
  });
});
