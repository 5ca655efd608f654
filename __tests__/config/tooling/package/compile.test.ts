import { readFileSync } from "node:fs";
import path from "node:path";
import { compilePackage, type CompiledCode } from "../../../../config/tooling/package/compile";
import { repositoryRoot } from "../../../../modules/shared/repository-root";

const root = repositoryRoot();

/** What is read here is this repository's own. */
const readManifest = (): {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  main: string;
} => JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as ReturnType<typeof readManifest>;

describe("the package's code", () => {
  let code: CompiledCode;
  beforeAll(async () => {
    code = await compilePackage(root);
  });

  it("requires nothing but its dependencies and Node.js", () => {
    const { dependencies, peerDependencies } = readManifest();
    expect(Object.keys(dependencies)).toEqual(["re2js"]);
    expect(code.requires.filter((name) => !name.startsWith("node:"))).toEqual(
      [...Object.keys(dependencies), ...Object.keys(peerDependencies)].sort(),
    );
  });

  it("takes the functions' zips as they lie there, and none of the functions' code", () => {
    expect(code.sources).toContain("modules/shared/prebuilt-function-bundle.ts");
    expect(code.sources).not.toContain("modules/shared/build-bundle.ts");
    expect(
      code.sources.filter((source) =>
        /^(local|config\/(?!settings\/)|__tests__|functions\/(?!shared\/))/.test(source),
      ),
    ).toEqual([]);
  });

  it("has a source map with the sources in it, and no path of this machine", () => {
    for (const contents of Object.values(code.files))
      expect(Buffer.from(contents).includes(root)).toBe(false);
    const map = JSON.parse(Buffer.from(code.files["index.js.map"]!).toString()) as {
      sources: string[];
      sourcesContent: string[];
    };
    expect(map.sources).toContain("../modules/db-snapshot-to-s3/db-snapshot-to-s3.ts");
    expect(map.sourcesContent).toHaveLength(map.sources.length);
    expect(map.sources.map((source) => path.resolve(root, "dist", source))).toEqual(
      map.sources.map((source) => path.join(root, source.replace("../", ""))),
    );
  });

  it("is the same each time", async () => {
    expect((await compilePackage(root)).files).toEqual(code.files);
  });
});
