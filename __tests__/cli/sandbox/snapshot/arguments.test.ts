import { parseArguments } from "../../../../cli/shared/command/parse-arguments";
import { snapshotCommand } from "../../../../cli/sandbox/snapshot/command";

const parse = (...argv: string[]) => parseArguments(snapshotCommand(), argv, {});

test("takes its options and has defaults", () => {
  expect(parse("--name", "Mine", "--zone-profile", "owner", "--port", "5433", "--json")).toMatchObject({
    kind: "run",
    options: {
      name: "mine",
      zoneProfile: "owner",
      json: true,
      openTunnel: { host: "127.0.0.1", port: 5433 },
      timeout: 7200,
    },
  });
  expect(parse()).toMatchObject({ kind: "run", options: { json: false } });
});

test.each([
  [["--name", "a", "--follow", "b"], "--name and --follow exclude each other"],
  [["--name", "a--b"], "Expected 1 to 255 letters, digits and hyphens"],
  [["--follow", "a b"], "Expected the identifier or the ARN of a snapshot"],
  [["--timeout", "0"], "Expected a whole number"],
  [["--snapshot", "x"], "unknown option"],
])("refuses %j", (argv, message) => {
  expect(parse(...argv)).toEqual({ kind: "refused", message: expect.stringContaining(message) });
});

test("writes progress elsewhere when its output is for programs", () => {
  const { progressTo } = snapshotCommand();
  const given = parse("--json");
  if (given.kind !== "run") throw new Error(given.kind);
  expect(progressTo?.(given.options)).toBe("err");
  expect(progressTo?.({ ...given.options, json: false })).toBe("out");
});
