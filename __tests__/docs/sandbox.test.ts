import { readFileSync } from "node:fs";
import path from "node:path";
import { SANDBOX_OUTPUTS } from "../../config/sandbox-outputs";
import { sandboxSettings } from "../../config/settings/sandbox";
import { cleanCommand } from "../../cli/sandbox/clean/command";
import { loadCommand } from "../../cli/sandbox/load/load-command";
import { costsOf } from "../../cli/sandbox/prices/costs";
import { LIST_PRICES } from "../../cli/sandbox/prices/list-prices";
import { snapshotCommand } from "../../cli/sandbox/snapshot/command";
import { dollarsAMonth, dollarsAnHour } from "../../cli/sandbox/status/amounts";
import { statusCommand } from "../../cli/sandbox/status/command";
import { parseArguments } from "../../cli/shared/command/parse-arguments";
import type { SandboxCommand } from "../../cli/shared/command/sandbox-command";
import { facts, there } from "../cli/sandbox/status/support/facts";

const root = path.resolve(__dirname, "../..");
const page = readFileSync(path.join(root, "docs/sandbox.md"), "utf8");

/** Between the markers of one name. */
function section(name: string): string {
  const [, after = ""] = page.split(`<!-- ${name}:begin -->`);
  const [inside = "", rest] = after.split(`<!-- ${name}:end -->`);
  if (rest === undefined) throw new Error(`expected the section ${name}`);
  return inside;
}

function helpOf<Options>(command: SandboxCommand<Options>): string {
  const parsed = parseArguments(command, ["--help"], {});
  if (parsed.kind !== "help") throw new Error(`${command.name}: expected help`);
  return parsed.text;
}

const HELP: Readonly<Record<string, string>> = {
  "sandbox:load": helpOf(loadCommand),
  "sandbox:snapshot": helpOf(snapshotCommand()),
  "sandbox:status": helpOf(statusCommand),
  "sandbox:clean": helpOf(cleanCommand),
};
const optionsIn = (text: string): string[] => text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

// What a person writes and types, without the tables that are generated.
const written = page.slice(0, page.indexOf("## Settings"));
const codeSpans = unique(
  [...written.replace(/^```[^]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code),
);

it("names scripts that there are", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const named = unique(
    [...written.matchAll(/npm run (?:-s |--silent )?([\w:]+)/g)].map(([, name = ""]) => name),
  );
  expect(named).toEqual(expect.arrayContaining(Object.keys(HELP)));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it("gives commands the options that they have", () => {
  const wrong = [...written.matchAll(/npm run (sandbox:\w+) -- ([^\n`#]+)/g)].flatMap(
    ([, name = "", given = ""]) =>
      optionsIn(given)
        .filter((option) => !optionsIn(HELP[name] ?? "").includes(option))
        .map((option) => `${name} ${option}`),
  );
  expect(wrong).toEqual([]);
});

it("speaks of options that one of the commands has", () => {
  const known = new Set(Object.values(HELP).flatMap(optionsIn));
  const ofOthers = /^(?:aws|terraform) /;
  const named = codeSpans.filter((code) => !ofOthers.test(code)).flatMap(optionsIn);
  expect(unique(named).filter((option) => !known.has(option))).toEqual([]);
});

it("speaks of settings and outputs that the stack has", () => {
  const outputs = [...section("sandbox-outputs").matchAll(/^\| `(\w+)`/gm)].map(([, name = ""]) => name);
  expect(outputs).toEqual(expect.arrayContaining(Object.keys(SANDBOX_OUTPUTS)));
  // Inputs of another module, and what Terraform calls what it does.
  const others = ["bucket_policy_statements", "bucket_key_policy_statements"];
  const known = new Set([...Object.keys(sandboxSettings), ...outputs, ...others]);
  const named = [...codeSpans, ...[...written.matchAll(/output -raw (\w+)/g)].map(([, name = ""]) => name)]
    .flatMap((code) => code.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [])
    .filter((name) => !name.startsWith("npm_"));
  expect(unique(named).filter((name) => !known.has(name))).toEqual([]);
});

it("names files that there are", () => {
  for (const file of written.match(/config\/[\w./-]+\.example/g) ?? [])
    expect(readFileSync(path.join(root, file), "utf8")).not.toBe("");
});

describe("the costs", () => {
  // Of the database, two buckets and two queues.
  const keys = ["database", "code", "exports", "export queue", "copier queue"].map((id) => ({
    id,
    arn: `arn:of-${id}`,
    description: id,
    state: "Enabled",
    customerManaged: true,
  }));
  const costs = costsOf(facts({ keys: there(keys) }));

  it("are those of the price list", () => {
    const rows = [
      ["what", "of", "an hour"],
      ...costs.hourly.map(({ what, of, dollars }) => [what, of, dollarsAnHour(dollars ?? Number.NaN)]),
      [
        "together",
        `${dollarsAMonth(costs.dollarsAnHour)} for a month of 730 hours`,
        dollarsAnHour(costs.dollarsAnHour),
      ],
    ];
    const given = section("costs")
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("| -"))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(given).toEqual(rows);
  });

  it("are of the day that the page says", () => {
    expect(page).toContain(`list prices for eu-west-2 of ${LIST_PRICES["eu-west-2"]?.asOf ?? "?"}`);
  });

  it("say what the choices cost", () => {
    const { endpointHour = 0, keyMonth = 0 } = LIST_PRICES["eu-west-2"] ?? {};
    expect(page).toContain(`two endpoints in one subnet: ${dollarsAnHour(2 * endpointHour)} an hour`);
    expect(page).toContain(`adds a key: ${dollarsAnHour(keyMonth / 730)} an hour`);
    expect(LIST_PRICES["eu-west-2"]?.snapshotExport).toBeUndefined();
    expect(LIST_PRICES["us-east-1"]?.snapshotExport).toBe(0.01);
  });
});
