import { modulePage } from "../../../modules/shared/module-page";

it("leaves out what is for those who have the repository, and the markers of generated tables", () => {
  const readme = [
    "# A\n\n<!-- repository:begin -->\n\n## B\n\nc\n\n<!-- repository:end -->\n\n## D\n\n",
    "<!-- variables:begin -->\n\n| e |\n\n<!-- variables:end -->\n\nf\n\n",
    "<!-- repository:begin -->\n\ng\n\n<!-- repository:end -->\n",
  ].join("");
  expect(modulePage(readme)).toBe("# A\n\n## D\n\n| e |\n\nf\n");
});

it.each(["# A\n<!-- repository:begin -->\n", "# A\n<!-- repository:end -->\n<!-- repository:begin -->\n"])(
  "refuses a marker without its other one: %j",
  (readme) => {
    expect(() => modulePage(readme)).toThrow("expected <!-- repository:begin --> and");
  },
);
