import fc from "fast-check";
import { visibleName } from "../../../local/report/page/visible-text";
import { renderReport } from "../../../local/report/render-report";
import { hostileRun } from "./fixtures/hostile-run";
import { deniedRun, failedExport, goodRun, largeRun } from "./fixtures/runs";
import { attribute, descendants, parsedPage, textOf, type Element } from "./parsed-page";

const runs = { goodRun, failedExport, deniedRun, largeRun, hostileRun: () => hostileRun(`<b>"é"</b>`) };
const pages = Object.entries(runs).map(([name, run]) => [name, renderReport(run())] as const);

const heading = /^h[1-6]$/;

function ids(element: Element, name: string): string[] {
  return (attribute(element, name) ?? "").split(" ").filter((id) => id !== "");
}

describe.each(pages)("the page of %s", (_name, text) => {
  const page = parsedPage(text);

  it("says its language, its title and that nothing may be loaded or run", () => {
    expect(attribute(page.all("html")[0]!, "lang")).toBe("en-GB");
    expect(textOf(page.all("title")[0]!)).toBe(textOf(page.all("h1")[0]!).trim());
    const [policy] = page
      .all("meta")
      .filter((meta) => attribute(meta, "http-equiv") === "Content-Security-Policy");
    expect(attribute(policy!, "content")).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'$/,
    );
  });

  it("refers to nothing but itself, and to nothing in itself that is not there", () => {
    const known = new Set(page.elements.flatMap((element) => ids(element, "id")));
    const references = page.elements.flatMap((element) =>
      element.attrs.flatMap(({ name, value }) => [
        ...(["href", "src", "xlink:href"].includes(name) ? [value] : []),
        ...[...value.matchAll(/url\(([^)]*)\)/g)].map(([, target]) => target ?? ""),
      ]),
    );
    expect(
      references.filter((reference) => !known.has(reference.replace(/^#/, "")) || !reference.startsWith("#")),
    ).toEqual([]);
    expect(
      page.elements.flatMap((element) => ids(element, "aria-labelledby")).filter((id) => !known.has(id)),
    ).toEqual([]);
    expect(textOf(page.all("style")[0]!)).not.toMatch(/@import|url\(|https?:/);
  });

  it("gives every id once, and every scroll box a name of its own and a place in the order of the keyboard", () => {
    const all = page.elements.flatMap((element) => ids(element, "id"));
    expect(new Set(all).size).toBe(all.length);
    const boxes = page.elements.filter((element) =>
      (attribute(element, "class") ?? "").split(" ").includes("scroll"),
    );
    expect(boxes.length).toBeGreaterThan(5);
    for (const box of boxes)
      expect([attribute(box, "role"), attribute(box, "tabindex")]).toEqual(["region", "0"]);
    expect(boxes.every((box) => (attribute(box, "aria-label") ?? "") !== "")).toBe(true);
  });

  it("has one first heading, and skips no level", () => {
    const levels = page.elements
      .filter(({ tagName }) => heading.test(tagName))
      .map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
  });

  it("has its landmarks, and tables with captions and scopes", () => {
    for (const landmark of ["header", "nav", "main", "footer"]) expect(page.all(landmark)).toHaveLength(1);
    for (const table of page.all("table")) {
      const inside = descendants(table);
      expect(inside.filter(({ tagName }) => tagName === "caption")).toHaveLength(1);
      for (const head of inside.filter(({ tagName }) => tagName === "th"))
        expect(["col", "row"]).toContain(attribute(head, "scope"));
    }
  });
});

describe("a page", () => {
  it("is the same bytes for the same result", () => {
    expect(renderReport(failedExport())).toBe(renderReport(failedExport()));
  });

  it("shows hostile names as text, and makes no element of them", () => {
    const benign = new Set(parsedPage(renderReport(hostileRun("a"))).elements.map(({ tagName }) => tagName));
    const part = fc.constantFrom(
      "<script>",
      "</style>",
      "<!--",
      "]]>",
      `" onload="x`,
      "'",
      "&lt;",
      "\u202e",
      "\n",
      "👩‍👧",
      "مدرسة",
      "x",
    );
    const name = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(name, (hostile) => {
        const page = parsedPage(renderReport(hostileRun(hostile)));
        expect(page.elements.map(({ tagName }) => tagName).filter((tag) => !benign.has(tag))).toEqual([]);
        expect(
          page.elements.flatMap(({ attrs }) => attrs).filter(({ name: key }) => key.startsWith("on")),
        ).toEqual([]);
        expect(page.all("code").map(textOf)).toContain(visibleName(hostile));
        expect(page.all("style")).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it("of twenty instances with two hundred tables each and five thousand calls stays below 4 MB", () => {
    const [, text] = pages.find(([name]) => name === "largeRun") ?? ["", ""];
    const size = Buffer.byteLength(text);
    expect(size).toBeGreaterThan(500_000);
    expect(size).toBeLessThan(4_000_000);
  });
});
