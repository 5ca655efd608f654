import { decideBatch, type InvocationOutcome } from "../../../local/lambda/batch-outcome";

const ids = ["m-1", "m-2"];
const returned = (payload: unknown): InvocationOutcome => ({
  kind: "returned",
  payload: JSON.stringify(payload),
});

describe("decideBatch with ReportBatchItemFailures", () => {
  test.each([
    ["null", null],
    ["an empty text", ""],
    ["an empty object", {}],
    ["an empty list", { batchItemFailures: [] }],
    ["a list that is null", { batchItemFailures: null }],
  ])("takes %s as success of all", (_what, payload) => {
    expect(decideBatch(returned(payload), ids, true)).toEqual({ kind: "done" });
  });

  test("has only the named messages retried", () => {
    expect(decideBatch(returned({ batchItemFailures: [{ itemIdentifier: "m-2" }] }), ids, true)).toEqual({
      kind: "partlyDone",
      failed: new Set(["m-2"]),
    });
  });

  test.each([
    ["an unknown id", { batchItemFailures: [{ itemIdentifier: "m-9" }] }],
    [
      "an unknown id beside a known one",
      { batchItemFailures: [{ itemIdentifier: "m-1" }, { itemIdentifier: "m-9" }] },
    ],
    ["an empty id", { batchItemFailures: [{ itemIdentifier: "" }] }],
    ["a null id", { batchItemFailures: [{ itemIdentifier: null }] }],
    ["a misspelt key", { batchItemFailures: [{ itemIdentifer: "m-1" }] }],
    ["a list of texts", { batchItemFailures: ["m-1"] }],
    ["no list", { batchItemFailures: "m-1" }],
    ["a text", "m-1"],
  ])("has the whole batch retried for %s", (_what, payload) => {
    expect(decideBatch(returned(payload), ids, true)).toMatchObject({ kind: "retried" });
  });
});

describe("decideBatch", () => {
  test.each<[string, InvocationOutcome, string]>([
    [
      "an error",
      { kind: "threw", errorType: "TypeError", errorMessage: "x is undefined" },
      "TypeError: x is undefined",
    ],
    ["a time-out", { kind: "timedOut", seconds: 900 }, "Task timed out after 900.00 seconds"],
    ["a crash", { kind: "crashed", how: "signal SIGKILL" }, "signal SIGKILL"],
  ])("has the whole batch retried after %s", (_what, outcome, why) => {
    expect(decideBatch(outcome, ids, true)).toEqual({ kind: "retried", why: expect.stringContaining(why) });
  });

  test("does not look at the answer when the mapping does not ask for it", () => {
    const outcome = returned({ batchItemFailures: [{ itemIdentifier: "m-1" }] });
    expect(decideBatch(outcome, ids, false)).toEqual({ kind: "done" });
  });
});
