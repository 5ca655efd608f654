import { failedCalls } from "../../../local/start/failed-calls";
import type { CallResult } from "../../../local/start/run-result";

const ROLE = "arn:aws:iam::111122223333:role/copier";
const RECORD = "arn:aws:s3:::exports/_landings/import_date=20240229/rds-1/rejection.json";

const GOOD: CallResult = {
  ...{ time: "2024-02-29T00:00:00.000Z", principal: ROLE, operation: "s3:PutObject", resource: RECORD },
  ...{ status: 200, access: [] },
};
const call = (some: Partial<CallResult>): CallResult => ({
  ...GOOD,
  ...{ status: 412, error: "PreconditionFailed", ...some },
});

describe("failedCalls", () => {
  test("counts what was refused, by operation and error", () => {
    const slow = { operation: "s3:CopyObject", error: "SlowDown", status: 503 };
    const calls = [
      call({ ...slow, resource: "arn:aws:s3:::zone/a" }),
      call({ ...slow, resource: "arn:aws:s3:::zone/b" }),
      call({ ...slow, error: "AccessDenied", status: 403, resource: "arn:aws:s3:::zone/c" }),
    ];
    expect(failedCalls(calls, [ROLE])).toEqual([
      { ...slow, resource: "arn:aws:s3:::zone/a", times: 2 },
      { ...slow, error: "AccessDenied", status: 403, resource: "arn:aws:s3:::zone/c", times: 1 },
    ]);
  });

  test("leaves out calls that were carried out, and those of others", () => {
    const others = call({
      principal: "arn:aws:iam::111122223333:role/somebody",
      resource: "arn:aws:s3:::x/y",
    });
    expect(failedCalls([GOOD, others], [ROLE])).toEqual([]);
  });

  test.each([
    ["another invocation wrote the record first", {}],
    ["the record to be replaced is gone", { error: "NoSuchKey", status: 404 }],
    ["a record is not there", { operation: "s3:GetObject", error: "NoSuchKey", status: 404 }],
  ])("leaves out that %s", (_name, some) => {
    expect(failedCalls([call(some)], [ROLE])).toEqual([]);
  });

  test.each<[string, Partial<CallResult>]>([
    ["about a file of the zone", { resource: "arn:aws:s3:::zone/housing/a.parquet" }],
    ["about a key that only looks like a record's", { resource: "arn:aws:s3:::zone/a/_landings/b.json" }],
    ["that may not be written", { error: "AccessDenied", status: 403 }],
    ["that S3 could not write", { error: "ConditionalRequestConflict", status: 409 }],
    ["that may not be read", { operation: "s3:GetObject", error: "AccessDenied", status: 403 }],
    ["that a fault plan answered so", { fault: "answered with 412 PreconditionFailed" }],
  ])("tells of a refusal %s", (_name, some) => {
    expect(failedCalls([call(some)], [ROLE])).toHaveLength(1);
  });
});
