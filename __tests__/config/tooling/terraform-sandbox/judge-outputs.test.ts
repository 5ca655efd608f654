import { SANDBOX_OUTPUTS } from "../../../../config/sandbox-outputs";
import { judgeOutputs, STATEMENT_OUTPUTS } from "../../../../config/tooling/terraform-sandbox/judge-outputs";

const names = [...Object.keys(SANDBOX_OUTPUTS), ...STATEMENT_OUTPUTS];
const outputs = Object.fromEntries(names.map((name) => [name, "a text"]));

it("takes outputs that are all there, and beside them others", () => {
  expect(judgeOutputs({ ...outputs, another: 1 }, { region: "a text" })).toEqual([]);
});

it("names each that is missing, empty, no text or another than expected", () => {
  const { region, ...others } = outputs;
  expect(region).toBe("a text");
  const wrong = { ...others, database_host: "", database_port: 5432 };
  expect(judgeOutputs(wrong, { database_name: "a name" })).toEqual([
    "output region: expected a text, got undefined",
    'output database_host: expected a text, got ""',
    "output database_port: expected a text, got 5432",
    'output database_name: expected a name, got "a text"',
  ]);
});
