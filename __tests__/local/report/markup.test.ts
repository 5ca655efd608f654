import fc from "fast-check";
import { markup } from "../../../local/report/page/markup";
import { visibleName, visibleText } from "../../../local/report/page/visible-text";
import { attribute, parsedPage, textOf } from "./parsed-page";

/** Any text, and text of what is special in HTML. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "'",
      "`",
      "=",
      "/",
      "-",
      "!",
      "script",
      "amp;",
      "\n",
      "\r",
      "\0",
      "\u202e",
    ),
  }),
);

describe("a template", () => {
  it("shows any text as it is, in an element and in an attribute", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const page = parsedPage(markup`<!doctype html><body><p title="${text}">${text}</p><i></i>`.text);
        const [paragraph] = page.all("p");
        expect(textOf(paragraph!)).toBe(visibleText(text));
        expect(attribute(paragraph!, "title")).toBe(visibleText(text));
        expect(page.elements.map(({ tagName }) => tagName)).toEqual(["html", "head", "body", "p", "i"]);
      }),
    );
  });

  it("takes markup as it is, joins lists and leaves out what is undefined", () => {
    expect(
      markup`<p>${markup`<b>${"a&b"}</b>`}${["<", 1, undefined, [markup`<i></i>`]]}${undefined}</p>`.text,
    ).toBe("<p><b>a&amp;b</b>&lt;1<i></i></p>");
  });
});

describe("visible text", () => {
  it.each([
    ["\u202egnp.exe", "⟨U+202E⟩gnp.exe"],
    ["\u2066isolated\u2069", "⟨U+2066⟩isolated⟨U+2069⟩"],
    ["zero\u200bwidth", "zero⟨U+200B⟩width"],
    ["nul\0 bell\u0007", "nul⟨U+0000⟩ bell⟨U+0007⟩"],
    ["two\r\nlines\rthree", "two\nlines⟨U+000D⟩three"],
    ["half \ud83d a pair", "half \ufffd a pair"],
    ["مدرسة 學校 👩‍👧 é", "مدرسة 學校 👩‍👧 é"],
  ])("%j is shown as %j", (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it("has one line in a name", () => {
    expect(visibleName("a\nb\tc")).toBe("a↵b⇥c");
  });
});
