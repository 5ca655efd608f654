import { inspect } from "node:util";
import { brokenRules, brokenRuleText } from "../../config/settings/broken-rules";
import { hasType } from "../../config/settings/has-type";
import { BUCKET_STATEMENTS, KEY_STATEMENTS } from "../../config/settings/policy-statement";
import type { AnySetting, Settings, SettingType } from "../../config/settings/setting";
import type { InputProblem } from "./input-problem";
import { isLiteral } from "./literal";
import { ruledStatements } from "./ruled-statements";

/** The types of settings as a program knows them. */
const TYPE_WORDS: Readonly<Record<SettingType, string>> = {
  string: "string",
  number: "number",
  bool: "boolean",
  "list(string)": "string[]",
  "map(string)": "Record<string, string>",
  [KEY_STATEMENTS]: "PolicyStatement[]",
  [BUCKET_STATEMENTS]: "PolicyStatement[]",
};

/**
 * Applies the settings' rules to every literal among a construct's inputs. Tokens are Terraform's business; of a list
 * or map that holds some, the rest is checked.
 * @param names of the inputs, by setting
 * @param given without what is undefined or null
 * @returns everything that is wrong, and which required inputs are missing
 */
export function literalProblems<N extends string>(
  settings: Settings & Readonly<Record<N, AnySetting>>,
  names: Readonly<Record<N, string>>,
  given: object,
): readonly InputProblem<N>[] {
  const values = new Map<string, unknown>(Object.entries(given));
  return (Object.keys(names) as N[]).flatMap((setting) =>
    problemsWith(settings[setting], names, values.get(names[setting])).map((problem) => ({
      of: [setting],
      text: `${names[setting]}${problem}`,
    })),
  );
}

type Names = Readonly<Record<string, string>>;

function problemsWith(setting: AnySetting, names: Names, value: unknown): readonly string[] {
  if (value === undefined)
    return setting.default === undefined ? [` is required (${TYPE_WORDS[setting.type]})`] : [];
  if (!isLiteral(value)) return [];
  const checked =
    setting.type === KEY_STATEMENTS || setting.type === BUCKET_STATEMENTS
      ? ruledStatements(value)
      : hasType(setting.type, value, isLiteral)
        ? value
        : undefined;
  if (checked === undefined) return [`: expected ${TYPE_WORDS[setting.type]}, got ${shown(value)}`];
  return brokenRules(setting, checked, isLiteral).map(
    (broken) => `: ${brokenRuleText({ ...broken, expected: inProgram(names, broken.expected) })}`,
  );
}

/** Rules speak of settings; whoever writes a program knows them as inputs. */
function inProgram(names: Names, words: string): string {
  return words.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (setting) => names[setting] ?? setting);
}

function shown(value: unknown): string {
  return typeof value === "string"
    ? JSON.stringify(value)
    : inspect(value, { depth: 1, breakLength: Infinity });
}
