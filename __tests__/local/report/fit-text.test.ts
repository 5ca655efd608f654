import fc from "fast-check";
import { columns, cutMiddle, wrap } from "../../../local/report/drawing/fit-text";

const text = fc.string({ unit: "grapheme", maxLength: 90 });

describe("text in a box", () => {
  it.each([
    ["local-dev-rds-snapshot-to-s3", ["local-dev-rds-", "snapshot-to-s3"]],
    ["housing", ["housing"]],
    ["a_name_without_end", ["a_name_without_end"]],
    ["x".repeat(40), ["x".repeat(18), "x".repeat(18), "xxxx"]],
  ])("%s stands on lines of 18 letters", (name, lines) => {
    expect(wrap(name, 18, 3)).toEqual(lines);
  });

  it("never has more lines or wider ones than there is room for", () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 4, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (name, perLine, lines) => {
          const wrapped = wrap(name, perLine, lines);
          expect(wrapped.length).toBeLessThanOrEqual(lines);
          for (const line of wrapped) expect(columns(line)).toBeLessThanOrEqual(perLine);
        },
      ),
    );
  });

  it("loses the middle of what is too long, and keeps its ends", () => {
    const wrapped = wrap(`front-${"x".repeat(70)}-back`, 18, 3);
    expect(wrapped).toHaveLength(3);
    expect(wrapped.join("")).toMatch(/^front-x+…x+-back$/);
  });

  it("loses nothing that fits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_.-]{0,50}$/), (name) => {
        expect(wrap(name, 18, 9).join("")).toBe(name);
      }),
    );
  });

  it("keeps both ends of what is too long", () => {
    expect(cutMiddle("abcdefghij", 5)).toBe("ab…ij");
    expect(cutMiddle("abcde", 5)).toBe("abcde");
    expect(cutMiddle("學校學校學校", 7)).toBe("學…校");
  });

  it("counts emoji and East Asian letters as two columns, an accent as none", () => {
    expect([columns("ab"), columns("學校"), columns("👩‍👧"), columns("e\u0301")]).toEqual([2, 4, 2, 1]);
  });
});
