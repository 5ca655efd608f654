import * as fc from "fast-check";
import { BUCKET_STATEMENTS, KEY_STATEMENTS } from "../../../config/settings/policy-statement";
import type { AnySetting } from "../../../config/settings/setting";
import type { Value } from "./setting-cases";

const letter = fc.constantFrom(
  ...Array.from('aZ7-_.:/ *$%{}\n\t"\\é\u0301\u00a0😀'),
  ...["aws:", "arn:", "👨‍👩‍👧", "\r\n"],
);

const text = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(""));
const texts = fc.array(text, { maxLength: 2 });

const statements = fc.array(
  fc.record({
    sid: text,
    effect: fc.constantFrom("Allow", "Deny", "deny"),
    actions: texts,
    resources: texts,
    principals: fc.record({ type: fc.constantFrom("AWS", "*", "aws"), identifiers: texts }),
    conditions: fc.array(fc.record({ test: text, variable: text, values: texts }), { maxLength: 2 }),
  }),
  { maxLength: 2 },
);

/** Any value of a setting's type: most break most rules. */
export function arbitraryValue(setting: AnySetting): fc.Arbitrary<Value> {
  switch (setting.type) {
    case "string":
      return text;
    case "number":
      return fc.oneof(
        fc.integer({ min: -5, max: 11_000 }),
        fc.integer({ min: -40, max: 40 }).map((n) => n / 8),
      );
    case "bool":
      return fc.boolean();
    case "list(string)":
      return fc.array(text, { maxLength: 4 });
    case "map(string)":
      return fc.dictionary(text, text, { maxKeys: 4 });
    case KEY_STATEMENTS:
    case BUCKET_STATEMENTS:
      return statements;
  }
}

/** An accepted value with one letter put into it, in place of none or of another: half of these are accepted. */
export function spoilt(accepted: readonly Value[]): fc.Arbitrary<Value> {
  const change = (old: string, at: number, put: string, cut: number): string => {
    const points = Array.from(old);
    points.splice(Math.floor(at * (points.length + 1)), cut, put);
    return points.join("");
  };
  const place = fc.float({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  return fc
    .tuple(
      fc.constantFrom(...accepted),
      place,
      fc.oneof(letter, fc.constant("")),
      fc.integer({ min: 0, max: 1 }),
      place,
    )
    .map(([value, at, put, cut, which]) => {
      if (typeof value === "number") return value + put.length - cut;
      if (isMap(value))
        return Object.fromEntries(
          Object.entries(value).map(([key, element]) => [change(key, at, put, cut), element]),
        );
      const chosen = Math.floor(which * countTexts(value));
      return withText(value, chosen, (old) => change(old, at, put, cut)) as Value;
    });
}

function isMap(value: Value): value is Record<string, string> {
  return typeof value === "object" && !Array.isArray(value);
}

function countTexts(value: unknown): number {
  if (typeof value === "string") return 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + countTexts(part), 0);
}

/** Changes one of the texts in a value, counted from 0 and from the first on. */
function withText(value: unknown, index: number, change: (text: string) => string): unknown {
  if (typeof value === "string") return index === 0 ? change(value) : value;
  if (typeof value !== "object" || value === null) return value;
  let before = 0;
  const parts = Object.entries(value).map(([key, part]) => {
    const changed = withText(part, index - before, change);
    before += countTexts(part);
    return [key, changed] as const;
  });
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}
