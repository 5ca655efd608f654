import * as z from "zod";
import { loadCommand } from "../../../../cli/sandbox/load/load-command";
import { parseArguments } from "../../../../cli/shared/command/parse-arguments";
import type { SandboxCommand } from "../../../../cli/shared/command/sandbox-command";

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
    message: "options go after --: npm run sandbox:load -- --rows … --reset --timeout 5",
  });
});

// As npm 11 hands it on: it reads --sql as -s -q -l.
it("notices --sql, of which npm makes something else", () => {
  expect(parse(["own.sql"], { npm_config_long: "true" })).toEqual({
    kind: "refused",
    message: "options go after --: npm run sandbox:load -- --sql …",
  });
  expect(parse(["--sql", "own.sql"], { npm_config_long: "true" })).toMatchObject({ kind: "run" });
});

it("says where options go when a word arrives without its option", () => {
  const { message } = parse(["own.sql"], { npm_lifecycle_event: "sandbox:load" }) as { message: string };
  expect(message).toMatch(/too many arguments.*; options go after --: npm run sandbox:load -- <options>/);
  expect(parse(["--reset", "own.sql"], { npm_lifecycle_event: "sandbox:load" })).toEqual({
    kind: "refused",
    message: expect.not.stringContaining("options go after"),
  });
});

const json: SandboxCommand<unknown> = {
  name: "sandbox:status",
  description: "",
  timeoutSeconds: 1,
  addOptions: (command) => {
    command.option("--json", "").option("--yes", "");
  },
  schema: z.unknown(),
  run: () => Promise.resolve(0),
};

it("notices what may be a setting of npm's, and says what to do then", () => {
  expect(parseArguments(json, [], { npm_config_json: "true", npm_config_yes: "true" })).toEqual({
    kind: "refused",
    message:
      "options go after --: npm run sandbox:status -- --json. If it is a setting of npm's instead (.npmrc): npm run " +
      "--no-json sandbox:status",
  });
  expect(parseArguments(json, ["--json"], { npm_config_json: "true" })).toMatchObject({ kind: "run" });
  expect(parseArguments(json, [], { npm_config_json: "" })).toMatchObject({ kind: "run" });
});

it("shows its help", () => {
  expect(parse(["--help"])).toMatchObject({ kind: "help", text: expect.stringContaining("--tunnel-port") });
});
