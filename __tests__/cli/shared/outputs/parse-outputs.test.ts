import { SANDBOX_OUTPUTS } from "../../../../config/sandbox-outputs";
import { parseOutputs } from "../../../../cli/shared/outputs/parse-outputs";
import { OUTPUT_VALUES, outputsJson } from "../support/sandbox";

it("reads the outputs of the stack", () => {
  expect(Object.keys(OUTPUT_VALUES).toSorted()).toEqual(Object.keys(SANDBOX_OUTPUTS).toSorted());
  expect(parseOutputs(outputsJson())).toEqual({
    kind: "outputs",
    outputs: { ...OUTPUT_VALUES, database_port: 5432, zone_is_of_the_sandbox: false },
  });
});

it("tells that nothing is applied", () => {
  expect(parseOutputs("{}\n")).toEqual({ kind: "empty" });
});

it("tells every problem at once", () => {
  const { region, ...others } = OUTPUT_VALUES;
  expect(region).toBe("eu-west-2");
  expect(parseOutputs(outputsJson({ ...others, aws_account_id: "1", database_port: "no" }))).toEqual({
    kind: "wrong",
    problems: [
      "output region is missing",
      'output aws_account_id: expected twelve digits, got "1"',
      'output database_port: expected a port, got "no"',
    ],
  });
});

it.each(["", "no JSON", "[1]", '{"a":1}'])("refuses what is not of Terraform: %j", (text) => {
  expect(parseOutputs(text)).toMatchObject({ kind: "wrong", problems: [expect.any(String)] });
});
