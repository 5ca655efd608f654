import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const below = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join(folder, name));
const pages = ["README.md", "CHANGELOG.md", ...below("docs"), ...below("modules")];

/** Anchors of a page's headings, as GitHub makes them. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("%s links to what is there", (page) => {
  const text = readFileSync(path.join(root, page), "utf8");
  const links = [...text.replace(/^```[^]*?^```/gm, "").matchAll(/\]\(([^()\s]+)\)/g)].map(
    ([, link = ""]) => link,
  );
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = "", anchor] = link.split("#", 2);
    const whole = file === "" ? path.join(root, page) : path.resolve(root, path.dirname(page), file);
    if (!existsSync(whole)) return true;
    return anchor !== undefined && !anchors(readFileSync(whole, "utf8")).includes(anchor);
  });
  expect(broken).toEqual([]);
});
