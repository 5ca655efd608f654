import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { thirdPartyNotices } from "../../../../config/tooling/notices/notices";
import { functionBundle } from "../../../../modules/shared/function-bundle";
import { repositoryRoot } from "../../../../modules/shared/repository-root";
import { unzipSync } from "fflate";

const workspace = mkdtempSync(path.join(tmpdir(), "notices-"));
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

interface Package {
  readonly manifest: object;
  readonly files?: Readonly<Record<string, string>>;
}

/** A repository of one function that uses the packages. */
function repository(packages: Readonly<Record<string, Package>>): string {
  const root = mkdtempSync(path.join(workspace, "repository-"));
  const write = (file: string, contents: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), contents);
  };
  write(
    "functions/sample/index.ts",
    Object.keys(packages)
      .map((name) => `import "${name}";`)
      .join("\n"),
  );
  for (const [name, { manifest, files = {} }] of Object.entries(packages)) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", ...manifest }));
    write(`node_modules/${name}/index.js`, "console.log(1);");
    for (const [file, text] of Object.entries(files)) write(`node_modules/${name}/${file}`, text);
  }
  return root;
}

const noticesOf = (packages: Readonly<Record<string, Package>>): string =>
  thirdPartyNotices(repository(packages), ["sample"]);

describe("the notices of third parties", () => {
  it("name every package that the source maps of the zips name", () => {
    const notices = thirdPartyNotices(repositoryRoot());
    for (const name of ["export", "copier"]) {
      const map = unzipSync(functionBundle(name).zip)["index.js.map"];
      const { sources } = JSON.parse(Buffer.from(map!).toString()) as { sources: string[] };
      const packages = new Set(
        sources.flatMap(
          (source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(source)?.[1] ?? [],
        ),
      );
      expect(packages.size).toBeGreaterThan(20);
      for (const inside of packages)
        expect(notices).toMatch(new RegExp(`^${inside} \\d+\\.\\S+ \\(\\S+\\)$`, "m"));
    }
  });

  it("give each licence's text, and what a NOTICE file says, once for all packages that share them", () => {
    const files = { LICENSE: "Do as you like.  \r\n", "NOTICE.txt": "By us." };
    const notices = noticesOf({
      "@one/a": { manifest: { license: "MIT" }, files },
      b: { manifest: { license: "MIT", version: "2.0.0" }, files },
      c: { manifest: { license: "ISC" }, files: { "licence.md": "Another." } },
    });
    expect(notices).toContain("@one/a 1.0.0 (MIT)\nb 2.0.0 (MIT)\n\nDo as you like.\n\nBy us.\n");
    expect(notices).toContain("c 1.0.0 (ISC)\n\nAnother.\n");
  });

  it("give the licence's own text for a package that ships none", () => {
    expect(noticesOf({ a: { manifest: { license: "MIT-0" } } })).toContain(
      "a 1.0.0 (MIT-0)\n\nMIT No Attribution\n",
    );
  });

  it("refuse a package whose licence's text is nowhere", () => {
    expect(() => noticesOf({ a: { manifest: { license: "Unheard-of-1.0" } } })).toThrow(
      "a 1.0.0: expected a licence file in the package, found none; add the text of Unheard-of-1.0",
    );
  });

  it("refuse a package that names no licence", () => {
    expect(() => noticesOf({ a: { manifest: {} } })).toThrow("license");
  });
});
