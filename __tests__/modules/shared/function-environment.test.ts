import type { FunctionEnvironment } from "../../../modules/shared/bundled-function";

interface Schema {
  readonly BUCKET: string;
  readonly QUEUE_ARN: string;
}

/** Read by the compiler, which `npm run check` runs: an expected error that does not come is an error. */
const right: FunctionEnvironment<Schema> = { BUCKET: "b", QUEUE_ARN: "q" };
// @ts-expect-error a variable is missing
const missing: FunctionEnvironment<Schema> = { BUCKET: "b" };
// @ts-expect-error a variable is surplus
const surplus: FunctionEnvironment<Schema> = { BUCKET: "b", QUEUE_ARN: "q", REGION: "r" };
// @ts-expect-error a variable is misspelt
const misspelt: FunctionEnvironment<Schema> = { BUCKET: "b", QUEUE_ARM: "q" };
// @ts-expect-error Lambda's variables are texts
const number: FunctionEnvironment<Schema> = { BUCKET: 1, QUEUE_ARN: "q" };

describe("a function's environment", () => {
  it("is the schema's variables, no more and no less", () => {
    expect(Object.keys(right)).toEqual(["BUCKET", "QUEUE_ARN"]);
    expect([missing, surplus, misspelt, number]).not.toContainEqual(right);
  });
});
