import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { COPIER_ENVIRONMENT, EXPORT_ENVIRONMENT } from "../support/functions/world";

const root = path.resolve(__dirname, "../..");

/** The function as one file, with packages or without. */
function bundle(name: string, packages: "bundle" | "external"): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, "functions", name, "index.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: ["module", "main"],
    minify: packages === "bundle",
    keepNames: true,
    packages,
  });
  return outputFiles[0]?.text ?? "";
}

describe("defect 15: what is deployed", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "function-bundle-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["export", EXPORT_ENVIRONMENT, 850_000],
    ["copier", COPIER_ENVIRONMENT, 1_000_000],
  ])(
    "the %s function is one small file that loads by itself and exports its handler",
    (name, environment, limit) => {
      const code = bundle(name, "bundle");
      expect(code.length).toBeGreaterThan(100_000);
      expect(code.length).toBeLessThan(limit);

      writeFileSync(path.join(folder, "index.js"), code);
      const printed = execFileSync(process.execPath, ["-p", "typeof require('./index.js').handler"], {
        cwd: folder,
        env: {
          ...environment,
          AWS_REGION: "eu-west-2",
          AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
        },
        encoding: "utf8",
      });
      expect(printed).toBe("function\n");
    },
  );

  it.each(["export", "copier"])("the %s function's own code fixes no region", (name) => {
    expect(bundle(name, "external")).not.toMatch(/\b(eu|us|ap|sa|ca|me|af|il)-[a-z]+-\d\b/);
  });
});
