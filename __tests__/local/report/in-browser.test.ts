import { renderReport } from "../../../local/report/render-report";
import { violations } from "./accessibility";
import { describeInBrowser, type View } from "./browser";
import { hostileRun } from "./fixtures/hostile-run";
import { snapshot } from "./fixtures/parts";
import { deniedRun, failedExport, goodRun } from "./fixtures/runs";

const LONG = `${"long_name_".repeat(6)}\u202e<i>"`;
const pages: readonly (readonly [string, string])[] = [
  ["of a good run", renderReport(goodRun())],
  ["of a failed export", renderReport(failedExport())],
  ["of a denial", renderReport(deniedRun())],
  ["full of hostile names", renderReport(hostileRun(LONG))],
];
const [[, good]] = pages as [readonly [string, string]];

const views: readonly View[] = [
  { width: 360, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 1600, scheme: "light" },
];
const cases = pages.flatMap(([name, text]) =>
  views.map((view) => [name, view.width, view.scheme, text, view] as const),
);

/** Dark differs in its colours alone: the pages with every colour are enough. */
const accessibilityCases = [
  ...pages.map(([name, text]) => [name, "light", text] as const),
  ...pages.slice(1, 3).map(([name, text]) => [name, "dark", text] as const),
];

/** Widths as the browser lays them out: of the page, of the window, of boxes that stick out of it. */
const OVERFLOW = `(() => {
  const sticksOut = (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".scroll, .shapes, .skip");
  return [
    document.documentElement.scrollWidth - innerWidth,
    [...document.querySelectorAll("body *")].filter(sticksOut).map(({ tagName, className }) => tagName + "." + className),
  ];
})()`;

/** Texts of the drawings that are wider than the boxes they stand in, or lie upon each other. */
const BAD_TEXTS = `(() => {
  const boxes = [...document.querySelectorAll(".part")].flatMap((part) => {
    const { right } = part.querySelector("rect:last-of-type").getBoundingClientRect();
    return [...part.querySelectorAll("text")].filter((text) => text.getBoundingClientRect().right > right).map(({ textContent }) => textContent);
  });
  const labels = [...document.querySelectorAll(".plot")].flatMap((plot) => {
    const placed = [...plot.querySelectorAll(".label")].map((text) => ({ text: text.textContent, ...text.getBoundingClientRect().toJSON() }));
    return placed.filter((one, index) => placed.some((other, at) =>
      at > index && one.left < other.right && other.left < one.right && one.top + 3 < other.bottom && other.top + 3 < one.bottom)).map(({ text }) => text);
  });
  return [...boxes, ...labels];
})()`;

/** Names of the scroll boxes that the Tab key reaches, with everything unfolded. */
const OPEN_ALL = `document.querySelectorAll("details").forEach((each) => { each.open = true; })`;
const FOCUSED = `document.activeElement?.getAttribute("aria-label") ?? ""`;

describeInBrowser("the page in Chromium", (browser) => {
  it.each(cases)(
    "%s: at %d px, %s: asks for nothing, complains of nothing, fits",
    async (_name, _width, _scheme, text, view) => {
      await browser.look(text, view, async ({ page, complaints, requests }) => {
        expect(await page.evaluate(OVERFLOW)).toEqual([0, []]);
        expect(await page.evaluate(BAD_TEXTS)).toEqual([]);
        expect(complaints).toEqual([]);
        expect(requests).toEqual([]);
      });
    },
  );

  it.each(accessibilityCases)(
    "%s, %s: breaks no rule of accessibility, everything unfolded",
    async (_name, scheme, text) => {
      await browser.look(text, { width: 1280, scheme }, async ({ page }) => {
        expect(await violations(page)).toEqual([]);
        await page.evaluate(OPEN_ALL);
        expect(await violations(page)).toEqual([]);
      });
    },
  );

  it("would be told of faults: the checks find those of a bad page", async () => {
    const bad = `<html><title>bad</title><body style="width:2000px"><p style="color:#999;background:#fff">pale</p>
      <img src="https://example.com/a.png"><svg><g class="part"><rect width="9" height="9"/><text y="9">too long</text></g></svg>`;
    await browser.look(bad, { width: 360, scheme: "light" }, async ({ page, complaints, requests }) => {
      expect(requests).toEqual(["https://example.com/a.png"]);
      expect(complaints).toHaveLength(1);
      const [overflow, elements] = await page.evaluate<[number, string[]]>(OVERFLOW);
      expect(overflow).toBeGreaterThan(0);
      expect(elements).toContain("P.");
      expect(await page.evaluate(BAD_TEXTS)).toEqual(["too long"]);
      const rules = (await violations(page)).map(({ rule }) => rule);
      expect(rules).toEqual(expect.arrayContaining(["color-contrast", "html-has-lang", "image-alt"]));
    });
  });

  it("is dark where the person wants it so, and light on paper", async () => {
    const ground = "getComputedStyle(document.body).backgroundColor";
    const light = await browser.look(good, { width: 1280, scheme: "light" }, ({ page }) =>
      page.evaluate(ground),
    );
    await browser.look(good, { width: 1280, scheme: "dark" }, async ({ page }) => {
      expect(await page.evaluate(ground)).not.toBe(light);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      expect(await page.evaluate(ground)).toBe(light);
    });
  });

  it.each(pages)("%s fits on paper", async (_name, text) => {
    await browser.look(text, { width: 794, scheme: "light" }, async ({ page }) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(794);
    });
  });

  it("lets the keyboard reach every scroll box in the order of the page, and shows where it is", async () => {
    await browser.look(good, { width: 360, scheme: "light" }, async ({ page }) => {
      await page.evaluate(OPEN_ALL);
      const expected = await page.evaluate<string[]>(
        `[...document.querySelectorAll("[role=region]")].map((each) => each.getAttribute("aria-label"))`,
      );
      const reached: string[] = [];
      const stops = await page.evaluate<number>(
        `document.querySelectorAll("a, summary, [tabindex='0']").length`,
      );
      for (let stop = 0; stop < stops; stop += 1) {
        await page.keyboard.press("Tab");
        reached.push(await page.evaluate<string>(FOCUSED));
        expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
      }
      expect(reached.filter((name) => expected.includes(name))).toEqual(expected);
    });
  });

  it("keeps a table's heads and a timeline's lanes in sight when it is scrolled", async () => {
    const long = renderReport(goodRun({ snapshots: [snapshot("housing-repairs", 80)] }));
    await browser.look(long, { width: 360, scheme: "light" }, async ({ page }) => {
      const moved = await page.evaluate<number>(`(() => {
        const box = document.querySelector(".timeline"), lanes = box.querySelector(".lanes");
        const before = lanes.getBoundingClientRect().left;
        box.scrollLeft = 400;
        return lanes.getBoundingClientRect().left - before;
      })()`);
      expect(Math.abs(moved)).toBeLessThan(10);
      const top = await page.evaluate<number>(`(() => {
        const box = [...document.querySelectorAll(".scroll")].find((each) => each.querySelector("table") && each.scrollHeight > each.clientHeight + 100);
        box.scrollTop = 90;
        return box.querySelector("thead th").getBoundingClientRect().top - box.getBoundingClientRect().top;
      })()`);
      expect(top).toBeLessThan(3);
    });
  });
});
