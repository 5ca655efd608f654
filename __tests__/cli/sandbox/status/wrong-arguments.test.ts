import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cleanCommand } from "../../../../cli/sandbox/clean/command";
import { statusCommand } from "../../../../cli/sandbox/status/command";
import { parseArguments } from "../../../../cli/shared/command/parse-arguments";
import type { SandboxCommand } from "../../../../cli/shared/command/sandbox-command";

const NOTHING_SET = {};

/** @returns what the user gets to read instead of a run */
async function refusal<Options>(
  command: SandboxCommand<Options>,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = NOTHING_SET,
): Promise<string> {
  const parsed = parseArguments(command, args, environment);
  if (parsed.kind === "refused") return parsed.message;
  if (parsed.kind === "help") throw new Error("it prints its help");
  const lines: string[] = [];
  const output = { out: (text: string) => lines.push(text), err: (text: string) => lines.push(text) };
  const progress = {
    step: () => Promise.reject(new Error("it does something")),
    line: () => undefined,
    at: () => "",
  };
  return command
    .run(parsed.options, { output, progress, signal: new AbortController().signal, environment })
    .then(
      () => lines.join("\n"),
      (error: unknown) => String(error),
    );
}

const COMMANDS = {
  status: (args: readonly string[], environment?: NodeJS.ProcessEnv) =>
    refusal(statusCommand, args, environment),
  clean: (args: readonly string[], environment?: NodeJS.ProcessEnv) =>
    refusal(cleanCommand, args, environment),
};

describe.each(["status", "clean"] as const)("sandbox:%s", (name) => {
  const refused = COMMANDS[name];

  it.each([
    [
      ["--prefix", "a".repeat(60), "--region", "eu-west-2"],
      /--prefix: expected length from 1 to 19.* 63 characters.*of length 60/,
    ],
    [
      ["--prefix", "a--b", "--region", "eu-west-2"],
      /--prefix: expected .*letters, digits and single hyphens/,
    ],
    [["--prefix", "demo", "--region", "London"], /--region: expected a region's code/],
    [
      ["--prefix", "demo", "--region", "eu-west-2", "--account-suffix", "A_"],
      /--account-suffix: expected empty, or/,
    ],
    [["--prefix", "demo"], /--prefix needs a region: .*--region eu-west-2, or AWS_REGION/],
    [["--region", "eu-west-2"], /need --prefix/],
    [
      ["--prefix", "demo", "--stack", "x"],
      /'--prefix <identifier_prefix>' cannot be used with option '--stack/,
    ],
    [["--prefix", "demo", "--outputs", "x"], /cannot be used with option '--outputs/],
    [["--sweep"], /unknown option '--sweep'/],
    [["more"], /too many arguments/],
    [
      ["--stack", "/nowhere"],
      /there is no folder \/nowhere[^]*--prefix <identifier_prefix> --region <region>/,
    ],
    [["--outputs", "/nowhere.json"], /--outputs: ENOENT[^]*--prefix <identifier_prefix>/],
  ])("refuses %j", async (args, message) => {
    await expect(refused(args)).resolves.toMatch(message);
  });

  it.each([
    ["no outputs", "{}"],
    ["no JSON", "Error: no state"],
    ["something else", '{"region": "eu-west-2"}'],
  ])("says how to look otherwise where the stack's outputs are %s", async (_, text) => {
    const folder = mkdtempSync(path.join(tmpdir(), "sandbox-outputs-"));
    try {
      const file = path.join(folder, "outputs.json");
      writeFileSync(file, text);
      const message = await refused(["--outputs", file]);
      expect(message).toContain("expected region and identifier_prefix");
      expect(message).toContain("--prefix <identifier_prefix> --region <region>");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("does not take npm's own prefix for an option that went astray", async () => {
    await expect(refused(["--sweep"], { npm_config_prefix: "/usr" })).resolves.toMatch(/unknown option/);
    await expect(refused([], { npm_config_region: "eu-west-2" })).resolves.toMatch(/options go after --/);
  });
});
