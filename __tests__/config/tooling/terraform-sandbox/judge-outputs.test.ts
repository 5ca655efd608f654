import { SANDBOX_OUTPUTS } from "../../../../config/sandbox-outputs";
import { judgeOutputs, STATEMENT_OUTPUTS } from "../../../../config/tooling/terraform-sandbox/judge-outputs";

const names = [...Object.keys(SANDBOX_OUTPUTS), ...STATEMENT_OUTPUTS];
const outputs = Object.fromEntries(names.map((name) => [name, "a text"]));

it("takes outputs that are all there, and beside them others", () => {
  const given = { ...outputs, database_port: 5432, another: 1 };
  expect(judgeOutputs(given, { region: "a text", database_port: "5432" })).toEqual([]);
});

it("names each that is missing, empty, no value or another than expected", () => {
  const { region, ...others } = outputs;
  expect(region).toBe("a text");
  const wrong = { ...others, database_host: "", database_port: null };
  expect(judgeOutputs(wrong, { database_name: "a name" })).toEqual([
    "output region: expected a value, got undefined",
    'output database_host: expected a value, got ""',
    "output database_port: expected a value, got null",
    'output database_name: expected a name, got "a text"',
  ]);
});
