import { buildSync } from "esbuild";
import { Module } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";
import { COPIER_ENVIRONMENT, EXPORT_ENVIRONMENT } from "../support/functions/world";

const root = path.resolve(__dirname, "../..");

/** The function as one file. */
function bundle(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, "functions", name, "index.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: ["module", "main"],
    minify: true,
    keepNames: true,
  });
  return outputFiles[0]?.text ?? "";
}

describe("defect 15: what is deployed", () => {
  it.each([
    ["export", EXPORT_ENVIRONMENT, 800_000],
    ["copier", COPIER_ENVIRONMENT, 1_000_000],
  ])(
    "the %s function is one small file that loads by itself and exports its handler",
    (name, environment, limit) => {
      const code = bundle(name);
      expect(code.length).toBeGreaterThan(100_000);
      expect(code.length).toBeLessThan(limit);

      const before = { ...process.env };
      Object.assign(process.env, environment, { AWS_REGION: "eu-west-2" });
      try {
        const loaded: { exports: { handler?: unknown } } = { exports: {} };
        const compiled = compileFunction(code, ["module", "exports", "require"]) as (
          ...given: unknown[]
        ) => void;
        compiled(loaded, loaded.exports, Module.createRequire(__filename));
        expect(typeof loaded.exports.handler).toBe("function");
      } finally {
        process.env = before;
      }
    },
  );

  it.each(["export", "copier"])("the %s function's own code fixes no region", (name) => {
    const { outputFiles } = buildSync({
      entryPoints: [path.join(root, "functions", name, "index.ts")],
      bundle: true,
      write: false,
      platform: "node",
      packages: "external",
    });
    expect(outputFiles[0]?.text).not.toMatch(/\b(eu|us|ap|sa|ca|me|af|il)-[a-z]+-\d\b/);
  });
});
