import { loadCommand } from "../../../../cli/sandbox/load/load-command";
import { parseArguments } from "../../../../cli/shared/command/parse-arguments";

const parse = (argv: readonly string[], environment: NodeJS.ProcessEnv = {}): unknown =>
  parseArguments(loadCommand, argv, environment);

it("reads the options of load", () => {
  expect(
    parse(["--sql", "a.sql", "--sql", "b.sql", "--tunnel-port", "6000", "--profile", "p"]),
  ).toMatchObject({
    kind: "run",
    options: {
      content: { kind: "sql", files: ["a.sql", "b.sql"] },
      openTunnel: { host: "127.0.0.1", port: 6000 },
      reset: false,
      profile: "p",
      timeout: 3600,
    },
  });
});

it.each([
  [["--sql", "a.sql", "--rows", "100"], /exclude --sql/],
  [["--host", "h"], /--host needs --port/],
  [["--tunnel-port", "1", "--port", "2"], /exclude each other/],
  [["--rows", "1"], /whole number from 100/],
  [["--row", "200"], /unknown option '--row'/],
  [["file.sql"], /too many arguments/],
])("refuses %j", (argv, message) => {
  expect(parse(argv)).toEqual({ kind: "refused", message: expect.stringMatching(message) });
});

it("notices options that npm has kept to itself", () => {
  expect(parse([], { npm_config_rows: "true", npm_config_reset: "true", npm_config_timeout: "5" })).toEqual({
    kind: "refused",
    message: "options go after --: npm run sandbox:load -- --rows … --reset",
  });
});

it("shows its help", () => {
  expect(parse(["--help"])).toMatchObject({ kind: "help", text: expect.stringContaining("--tunnel-port") });
});
