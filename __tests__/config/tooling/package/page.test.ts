import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deadLinks } from "../../../../config/tooling/package/check/contents";
import { PACKAGE_PAGE, returnReadme, setReadmeAside } from "../../../../config/tooling/package/page";
import * as constructs from "../../../../modules";
import { repositoryRoot } from "../../../../modules/shared/repository-root";

const workspace = mkdtempSync(path.join(tmpdir(), "package-page-"));
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

function repository(): { readonly root: string; readonly readme: () => string } {
  const root = mkdtempSync(path.join(workspace, "repository-"));
  mkdirSync(path.join(root, path.dirname(PACKAGE_PAGE)), { recursive: true });
  writeFileSync(path.join(root, "README.md"), "of the repository");
  writeFileSync(path.join(root, PACKAGE_PAGE), "of the package");
  return { root, readme: () => readFileSync(path.join(root, "README.md"), "utf8") };
}

describe("the package's page", () => {
  it("is the README while npm packs, and not a moment longer", () => {
    const { root, readme } = repository();
    setReadmeAside(root);
    expect(readme()).toBe("of the package");
    returnReadme(root);
    expect(readme()).toBe("of the repository");
    expect(() => {
      returnReadme(root);
    }).toThrow("expected the README in .build/README.of-the-repository.md");
  });

  it("names every error that the package has, and no other", () => {
    const root = repositoryRoot();
    const page = readFileSync(path.join(root, PACKAGE_PAGE), "utf8");
    const named = [...page.matchAll(/^\| `(\w+Error)`/gm)].map(([, name]) => name);
    const exported = Object.keys(constructs).filter((name) => name.endsWith("Error"));
    expect(exported.length).toBeGreaterThan(0);
    expect(named.toSorted()).toEqual(exported.toSorted());
  });

  it("does not take the README's place for good when a packing was cut off", () => {
    const { root, readme } = repository();
    setReadmeAside(root);
    setReadmeAside(root);
    returnReadme(root);
    expect(readme()).toBe("of the repository");
  });

  it("leads to no file that is not in the package", () => {
    const root = repositoryRoot();
    expect(existsSync(path.join(root, PACKAGE_PAGE))).toBe(true);
    expect(deadLinks(readFileSync(path.join(root, PACKAGE_PAGE), "utf8"))).toEqual([]);
    expect(deadLinks("[a](docs/local.md) [b](#b) [c](LICENSE) [d](https://example.org)")).toEqual([
      "README.md links to docs/local.md, which is not in the package",
    ]);
  });
});
