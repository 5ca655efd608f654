import { parseOptions } from "../../simulation/cli/options";

const parse = (...argv: string[]): ReturnType<typeof parseOptions> => parseOptions(argv, {}, () => 42);

describe("options of npm run simulate", () => {
  it("ask for a batch, one run, a plan or large worlds", () => {
    expect(parse("--runs", "10", "--workers", "2")).toEqual({
      kind: "run",
      choice: { kind: "batch", seed: 42, runs: 10, workers: 2, corpus: false, faults: "usual" },
    });
    expect(parse("--faults", "heavy", "--run", "3")).toMatchObject({ choice: { faults: "heavy", run: 3 } });
    expect(parse("--corpus", "--runs", "1")).toMatchObject({ choice: { corpus: true } });
    expect(parse("--seed", "7", "--trace")).toEqual({
      kind: "run",
      choice: { kind: "one", seed: 7, run: 0, trace: true, faults: "usual" },
    });
    expect(parse("--seed", "7", "--run", "9", "--trace")).toMatchObject({ choice: { run: 9 } });
    expect(parse("--plan", "a.json", "--trace")).toEqual({
      kind: "run",
      choice: { kind: "plan", file: "a.json", trace: true },
    });
    expect(parse("--scale", "full")).toEqual({ kind: "run", choice: { kind: "scale", size: "full" } });
  });

  it.each([
    [["--runs", "many"], /whole number/],
    [["--faults", "some"], /Allowed choices are none, usual, heavy/],
    [["--scale", "huge"], /Allowed choices are ci, large, full/],
    [["--scale", "ci", "--seed", "1"], /--scale and --seed exclude each other/],
    [["--plan", "a.json", "--seed", "1"], /--plan and --seed exclude each other/],
    [["--run", "3", "--corpus"], /--run and --corpus exclude each other/],
    [["--trace", "--runs", "5"], /--trace and --runs exclude each other/],
    [["--sead", "1"], /unknown option '--sead'/],
    [["more"], /too many arguments/],
  ])("refuse %j in one line", (argv, problem) => {
    const parsed = parse(...argv);
    expect(parsed).toMatchObject({ kind: "refused", message: expect.stringMatching(problem) as string });
    expect(parsed.kind === "refused" && parsed.message.includes("\n")).toBe(false);
  });

  it("say where options go that npm took for its own", () => {
    expect(parseOptions(["5"], { npm_config_runs: "true" }, () => 42)).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("options go after --") as string,
    });
  });
});
