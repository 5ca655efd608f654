import fc from "fast-check";
import { parseTaskWarnings } from "../../../functions/copier/task-warnings";

describe("parseTaskWarnings", () => {
  it.each<[string | undefined, readonly string[], readonly string[]]>([
    [undefined, [], []],
    ["", [], []],
    ['{"skippedTables":[],"skippedObjectives":[],"general":[]}', [], []],
    ['{"skippedTables":["a.b"],"general":["x"]}', ["a.b"], ["x"]],
    ['{"skippedTables":[{"t":1}],"skippedObjectives":["o"]}', ['{"t":1}'], ['skippedObjectives: ["o"]']],
    ["plain words", [], ["plain words"]],
    ['{"skippedTables":"all"}', ["all"], []],
    ['{"skippedTables":{"academy":["public.x"]},"general":[]}', ['{"academy":["public.x"]}'], []],
    ['{"skippedTables":{"academy":[]},"general":[]}', [], []],
    ['{"SkippedTables":["academy.public.x"],"General":["y"]}', ["academy.public.x"], ["y"]],
    ['{"skippedTables":null,"general":["GRANT missing"]}', [], ["GRANT missing"]],
    ['{"skippedTables":["a.b"],"general":"GRANT missing"}', ["a.b"], ["GRANT missing"]],
    ['{"skippedTables":["a.b"],"general":null,"others":null}', ["a.b"], []],
    ["[1]", [], ["[1]"]],
    ['{"skipped_tables":["a.b"]}', ["a.b"], []],
    ['[{"skippedTables":["a.b"]},{"general":"x"}]', ["a.b"], ["x"]],
  ])("reads %j", (message, skippedTables, general) => {
    expect(parseTaskWarnings(message)).toEqual({ skippedTables, general });
  });

  it("loses nothing of what it cannot read, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (message) => {
        const { skippedTables, general } = parseTaskWarnings(message);
        if (
          message.trim() !== "" &&
          message !== "{}" &&
          !message.includes("skippedTables") &&
          !/^\s*[{[]/.test(message)
        )
          expect([...skippedTables, ...general]).toEqual([message]);
      }),
    );
  });
});
