import { parseArguments } from "../../../local/start/arguments";
import { DEFAULT_RUN_OPTIONS } from "../../../local/start/run-options";

describe("parseArguments", () => {
  test("runs with the defaults when nothing is given", () => {
    expect(parseArguments([])).toEqual({
      kind: "run",
      options: DEFAULT_RUN_OPTIONS,
      json: false,
      calls: false,
    });
  });

  test("takes every option", () => {
    const argv =
      "--instances 3 --rows 500 --speed 120 --break quota --inject duplicate-event poison-message --timeout 90 --keep --json " +
      "--faults plan.json s3:CopyObject=SlowDown --calls --report out.html";
    expect(parseArguments(argv.split(" "))).toEqual({
      kind: "run",
      json: true,
      calls: true,
      report: "out.html",
      options: {
        instances: 3,
        rows: 500,
        speed: 120,
        break: "quota",
        faults: ["plan.json", "s3:CopyObject=SlowDown"],
        inject: ["duplicate-event", "poison-message"],
        timeoutSeconds: 90,
        keep: true,
      },
    });
  });

  test("takes somebody's own database, and what of it", () => {
    const argv = "--database-url postgres://me:secret@db/shop --schemas public,audit --tables public.order";
    expect(parseArguments(argv.split(" "))).toMatchObject({
      kind: "run",
      database: {
        url: "postgres://me:secret@db/shop",
        schemas: ["public", "audit"],
        tables: ["public.order"],
      },
    });
  });

  test.each([
    ["--schemas public", "need --database-url"],
    ["--database-url postgres://me:secret@db/shop --rows 500", "cannot be used with option '--rows <n>'"],
    [
      "--database-url postgres://me:secret@db/shop --instances 2",
      "cannot be used with option '--instances <n>'",
    ],
  ])("refuses %s, without a password in the message", (argv, words) => {
    const parsed = parseArguments(argv.split(" "));
    expect(parsed).toEqual({ kind: "refused", message: expect.stringContaining(words) });
    expect(JSON.stringify(parsed)).not.toContain("secret");
  });

  test.each(["--help", "-h"])("explains every option and exit code for %s", (flag) => {
    const parsed = parseArguments([flag]);
    expect(parsed.kind).toBe("help");
    const { text } = parsed as { text: string };
    for (const word of [
      "--instances",
      "--rows",
      "--speed",
      "--break",
      "--inject",
      "--timeout",
      "--keep",
      "--json",
      "--database-url",
      "--schemas",
      "--tables",
      "--faults",
      "--calls",
      "--report",
    ])
      expect(text).toContain(word);
    for (const words of ["Exit codes", "poison-message  ", "130, 143"]) expect(text).toContain(words);
  });

  test.each([
    ["an unknown option", "--kep", "unknown option '--kep' (Did you mean --keep?)"],
    ["no instances", "--instances 0", "'0' is invalid. Expected a whole number from 1 to 20"],
    ["too many instances", "--instances 21", "Expected a whole number from 1 to 20"],
    ["a fraction", "--instances 1.5", "Expected a whole number from 1 to 20"],
    ["a word for a number", "--speed fast", "Expected a whole number from 1 to 600"],
    ["something else to break", "--break nonsense", "Allowed choices are copy, export, quota"],
    ["something else to inject", "--inject nonsense", "Allowed choices are duplicate-event, poison-message"],
    ["an option without its value", "--speed", "argument missing"],
    ["an argument", "again", "too many arguments"],
  ])("refuses %s in one line", (_what, argv, words) => {
    const parsed = parseArguments(argv.split(" "));
    expect(parsed).toEqual({ kind: "refused", message: expect.stringContaining(words) });
    expect((parsed as { message: string }).message).not.toContain("\n");
    expect((parsed as { message: string }).message).toMatch(/[^.]\. See npm start -- --help$/);
  });
});
