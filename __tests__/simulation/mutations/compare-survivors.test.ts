import { compareSurvivors, type MutationReport } from "../../../simulation/mutations/compare-survivors";

const mutant = (
  status: string,
  [line, from, to]: readonly [number, number, number],
  replacement: string,
) => ({
  mutatorName: "ConditionalExpression",
  replacement,
  status,
  location: { start: { line, column: from }, end: { line, column: to } },
});

const REPORT: MutationReport = {
  files: {
    "functions/a.ts": {
      source: "if (x > 1)\n  return y;\n",
      mutants: [
        mutant("Killed", [1, 5, 10], "true"),
        mutant("Timeout", [1, 5, 10], "x < 1"),
        mutant("Survived", [1, 5, 10], "x >= 1"),
        mutant("NoCoverage", [2, 10, 11], "z"),
        mutant("CompileError", [2, 10, 11], "!"),
      ],
    },
  },
};
const EXPLAINED = { file: "functions/a.ts", original: "x > 1", replacement: "x >= 1", because: "x is odd" };

test("counts what is seen, and names what is neither seen nor explained", () => {
  expect(compareSurvivors(REPORT, [EXPLAINED])).toEqual({
    mutants: 4,
    seen: 2,
    unexplained: ["functions/a.ts:2:10 NoCoverage, ConditionalExpression: y -> z"],
    outdated: [],
  });
});

test("names explanations of what is no survivor, in the files that were mutated", () => {
  const outdated = { ...EXPLAINED, replacement: "true" };
  const elsewhere = { ...EXPLAINED, file: "functions/b.ts" };
  expect(compareSurvivors(REPORT, [EXPLAINED, outdated, elsewhere]).outdated).toEqual([
    "functions/a.ts: x > 1 -> true",
  ]);
});

test("takes one explanation for all mutants of a text, where it gives no replacement", () => {
  const { file } = EXPLAINED;
  const whole = { file, original: "(x > 1)\n  return y;", because: "nobody comes here" };
  expect(compareSurvivors(REPORT, [whole])).toMatchObject({ unexplained: [], outdated: [] });
  const beside = { file, original: "return y;", because: "nobody comes here" };
  expect(compareSurvivors(REPORT, [beside]).unexplained).toEqual([
    "functions/a.ts:1:5 Survived, ConditionalExpression: x > 1 -> x >= 1",
  ]);
});

test("calls an explanation outdated when its text is not there any more", () => {
  const gone = { file: EXPLAINED.file, original: "return x;", because: "nobody comes here" };
  expect(compareSurvivors(REPORT, [EXPLAINED, gone]).outdated).toEqual([
    "functions/a.ts: return x; -> (anything in it)",
  ]);
});
