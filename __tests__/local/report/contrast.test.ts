import { DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, type Palette } from "../../../local/report/style/palette";
import { STYLE } from "../../../local/report/style/style";

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map((hex) => {
    const share = parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const schemes: readonly (readonly [string, Palette])[] = [
  ["light", LIGHT],
  ["dark", DARK],
];

const pairs = (given: typeof TEXT_PAIRS) =>
  schemes.flatMap(([scheme, palette]) =>
    given.flatMap(([colour, grounds]) =>
      grounds.map((ground) => [scheme, colour, ground, contrast(palette[colour], palette[ground])] as const),
    ),
  );

describe("contrast (WCAG 2.2, AA)", () => {
  it("is computed as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it.each(pairs(TEXT_PAIRS))("%s: %s on %s is 4.5 to 1 or more: %d", (_scheme, _colour, _ground, ratio) => {
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(SHAPE_PAIRS))(
    "%s: the shape %s on %s is 3 to 1 or more: %d",
    (_scheme, _colour, _ground, ratio) => {
      expect(ratio).toBeGreaterThanOrEqual(3);
    },
  );

  it("knows every colour of the style: none stands there by its number", () => {
    const rules = STYLE.replace(/:root\{[^}]*--[^}]*\}/g, "");
    expect(rules).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i);
    const used = [...rules.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name);
    const known = [...STYLE.matchAll(/--([a-z-]+):/g)].map(([, name]) => name);
    expect([...new Set(used)].filter((name) => !known.includes(name))).toEqual([]);
  });
});
