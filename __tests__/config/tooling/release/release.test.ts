import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { moduleZip } from "../../../../config/tooling/release/module-zip";
import { withVersion } from "../../../../config/tooling/release/papers";
import { TERRAFORM_MODULES } from "../../../../modules/terraform-modules";
import packageJson from "../../../../package.json";
import { release, unzipped } from "./released";

const root = path.resolve(__dirname, "../../../..");
const workspace = mkdtempSync(path.join(tmpdir(), "release-test-"));
const folder = path.join(workspace, "here");
const modules = Object.keys(TERRAFORM_MODULES);
const zipOf = (module: string): string => path.join(folder, `${module}-${packageJson.version}.zip`);
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

let printed: string;
beforeAll(() => {
  printed = release(folder);
}, 60_000);
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

it("writes a zip of each module, and their checksums", () => {
  const zips = modules.map((module) => path.basename(zipOf(module)));
  expect(readdirSync(folder).toSorted()).toEqual(["SHA256SUMS", ...zips].toSorted());
  const lines = zips.map((zip) => {
    const digest = createHash("sha256")
      .update(readFileSync(path.join(folder, zip)))
      .digest("hex");
    expect(printed).toContain(`source = "https://<where you keep it>/${zip}?checksum=sha256:${digest}"`);
    return `${digest}  ${zip}\n`;
  });
  expect(readFileSync(path.join(folder, "SHA256SUMS"), "utf8")).toBe(lines.join(""));
});

it("gives the same bytes again, elsewhere, in another time zone and with another umask; keeps what it did not write", () => {
  const other = path.join(workspace, "other");
  const old = `s3-bucket-0.0.1.zip`;
  release(other);
  for (const name of [old, "notes.txt", "s3-bucket-notes.zip"]) writeFileSync(path.join(other, name), "mine");
  release(other, { TZ: "Pacific/Kiritimati", LC_ALL: "C" }, "077");
  expect(readdirSync(other).toSorted()).toEqual(
    [...readdirSync(folder), "notes.txt", "s3-bucket-notes.zip"].toSorted(),
  );
  for (const name of readdirSync(folder))
    expect(readFileSync(path.join(other, name)).equals(readFileSync(path.join(folder, name)))).toBe(true);
}, 60_000);

describe.each(modules)("the zip of %s", (module) => {
  it("holds Terraform's files, the README and the licence at its top, and nothing of a machine", () => {
    const names = Object.keys(unzipped(zipOf(module)));
    expect(names).toEqual(
      expect.arrayContaining([
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "main.tf.json",
        "variables.tf.json",
        "versions.tf.json",
      ]),
    );
    const unexpected = names.filter(
      (name) =>
        !/^(?:[a-z]+\.tf\.json|functions\/[a-z0-9-]+\.zip|README\.md|LICENSE|CHANGELOG\.md|THIRD-PARTY-NOTICES\.txt)$/.test(
          name,
        ),
    );
    expect(unexpected).toEqual([]);
    for (const bytes of Object.values(unzipped(zipOf(module)))) {
      expect(Buffer.from(bytes).includes(root)).toBe(false);
      expect(Buffer.from(bytes).includes(tmpdir() + path.sep)).toBe(false);
    }
  });

  it("holds every file that its Terraform names", () => {
    const files = unzipped(zipOf(module));
    const named = [...text(files["main.tf.json"]).matchAll(/\$\{path\.module\}\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(files).filter((name) => name.startsWith("functions/"))).toEqual(named.toSorted());
  });

  it("has a README whose links stay in the zip", () => {
    const files = unzipped(zipOf(module));
    const readme = text(files["README.md"]).replace(/^```[^]*?^```/gm, "");
    const links = [...readme.matchAll(/\]\(([^()\s#]+)(?:#[^()\s]*)?\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !link.startsWith("https:") && !Object.hasOwn(files, link))).toEqual([]);
  });

  it("says in its README's first lines which version it is, and what changed before it in a file beside", () => {
    const files = unzipped(zipOf(module));
    const [heading, , version] = text(files["README.md"]).split("\n");
    expect(heading).toBe(`# The module \`${module}\``);
    expect(version).toContain(`Version ${packageJson.version}. `);
    expect(text(files["CHANGELOG.md"])).toBe(readFileSync(path.join(root, "CHANGELOG.md"), "utf8"));
  });

  it("has a README for people who have Terraform only", () => {
    const readme = text(unzipped(zipOf(module))["README.md"]);
    expect(readme).toContain("## Variables");
    expect(readme).not.toMatch(/npm run|<!--|```ts|Inputs of the construct/);
  });

  it("names the packages that are inside its functions, where it has any", () => {
    const files = unzipped(zipOf(module));
    const hasFunctions = Object.keys(files).some((name) => name.startsWith("functions/"));
    expect(Object.hasOwn(files, "THIRD-PARTY-NOTICES.txt")).toBe(hasFunctions);
    if (hasFunctions) expect(text(files["THIRD-PARTY-NOTICES.txt"])).toMatch(/^@aws-sdk\/client-s3 \d/m);
  });
});

it("refuses a README without a heading, which would not say its version", () => {
  for (const files of [{}, { "README.md": new TextEncoder().encode("The module") }])
    expect(() => withVersion(files, "1.0.0")).toThrow("expected a heading as its first line");
});

it("refuses a module that has a file of a paper's name", () => {
  const files = { LICENSE: new Uint8Array() };
  expect(() => moduleZip("m", "1.0.0", files, files)).toThrow("m has files of its own of the name LICENSE");
});
