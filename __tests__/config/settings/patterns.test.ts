import { RE2JS } from "re2js";
import { dataPlatformSettings } from "../../../config/settings/data-platform";
import type { Rule } from "../../../config/settings/rule";
import type { Settings } from "../../../config/settings/setting";

const all: Settings = dataPlatformSettings;
const patterns = Object.entries(all).flatMap(([name, { rules }]) =>
  ((rules ?? []) as readonly Rule[]).flatMap((rule) =>
    rule.kind === "regex" ? [[name, rule] as const] : [],
  ),
);

describe("the patterns of the settings", () => {
  it("exist", () => {
    expect(patterns.length).toBeGreaterThan(15);
  });

  it.each(patterns)("%s: is RE2 and anchored", (_name, { pattern, refuse }) => {
    expect(() => RE2JS.compile(pattern)).not.toThrow();
    // A pattern that is not anchored at both ends lets anything stand beside what it describes.
    if (refuse !== true) expect(pattern).toMatch(/^\^.*\$$/);
  });
});

it.each(["^(?!aws:)", "a(?=b)", "(?<=a)b", "(a)\\1", "(?>a)", "a++"])("%s is not RE2", (pattern) => {
  expect(() => RE2JS.compile(pattern)).toThrow();
});
