import { readFileSync } from "node:fs";
import path from "node:path";
import { addressesOf, filesOf, jsonOf, MODULE_NAMES, synthesisedModules } from "./synthesised";

const folderOf = synthesisedModules();

describe.each(MODULE_NAMES)("the module %s", (name) => {
  const folder = folderOf(name);
  const json = jsonOf(folder);
  const texts = filesOf(folder)
    .filter((file) => file.endsWith(".tf.json"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"));

  it("is Terraform JSON, zips and a README, and nothing else", () => {
    const zips = name === "db-snapshot-to-s3" ? ["rds-snapshot-to-s3.zip", "s3-to-s3-export-copier.zip"] : [];
    const outputs = Object.keys(json.output).length > 0 ? ["outputs.tf.json"] : [];
    expect(filesOf(folder)).toEqual(
      [
        "README.md",
        "main.tf.json",
        "variables.tf.json",
        "versions.tf.json",
        ...outputs,
        ...zips.map((zip) => `functions/${zip}`),
      ].toSorted(),
    );
  });

  it("has no provider and no backend, which are its caller's, and no notes of the framework", () => {
    expect(json).not.toHaveProperty("provider");
    expect(json.terraform).not.toHaveProperty("backend");
    expect(Object.keys(json.terraform).toSorted()).toEqual(["required_providers", "required_version"]);
    for (const text of texts) expect(text).not.toMatch(/"\/\/"|cdktf|TfToken|\[object/);
  });

  it("takes ranges of Terraform and of the provider", () => {
    const aliases =
      name === "db-snapshot-to-s3-sandbox-resources"
        ? { configuration_aliases: ["aws.aws_sandbox_account"] }
        : {};
    expect(json.terraform).toEqual({
      required_version: ">= 1.7",
      required_providers: {
        aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0", ...aliases },
      },
    });
  });

  it("sorts its keys, indents by two spaces and ends each file with a newline", () => {
    for (const text of texts) {
      expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
      expect(unsorted(JSON.parse(text))).toEqual([]);
    }
  });

  it("says of each variable what it is, and checks it; of each output what it is", () => {
    expect(Object.keys(json.variable)).not.toEqual([]);
    for (const [variable, { description, validation, nullable, ...rest }] of Object.entries(json.variable)) {
      expect([variable, description]).toEqual([variable, expect.stringMatching(/^[A-Z].{10,}[.]$/s)]);
      for (const { error_message } of validation)
        expect(error_message).toMatch(new RegExp(`^${variable}[:[]`));
      // null is let through only where it is the default and means something.
      expect([variable, nullable]).toEqual([variable, rest.default === null]);
    }
    for (const { description } of Object.values(json.output))
      expect(description).toMatch(/^[A-Z].{10,}[.]$/s);
  });

  it("uses each of its variables", () => {
    const content = JSON.stringify([json.data, json.resource, json.output]);
    const notMade = name === "db-snapshot-to-s3" ? ["aws_account_suffix"] : [];
    const unused = Object.keys(json.variable).filter(
      (variable) => !new RegExp(`var\\.${variable}\\b`).test(content),
    );
    expect(unused).toEqual(notMade);
  });

  it("finds its zips beside itself, wherever it is", () => {
    const objects = json.resource["aws_s3_object"] ?? {};
    const sources = Object.values(objects).map((object) => String(object["source"]));
    expect(sources.toSorted()).toEqual(
      filesOf(folder)
        .filter((file) => file.startsWith("functions/"))
        .map((file) => `\${path.module}/${file}`),
    );
    const elsewhere = texts.join("").match(/path\.(?!module)\w+/g) ?? [];
    expect(elsewhere).toEqual([]);
  });

  it("forgets nothing that it has itself", () => {
    const addresses = addressesOf(json);
    expect(json.removed.filter(({ from }) => addresses.includes(from))).toEqual([]);
    for (const removed of json.removed) expect(removed).toMatchObject({ lifecycle: { destroy: false } });
  });
});

/** Paths of objects whose keys are not in order. */
function unsorted(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const here = Array.isArray(value) || String(Object.keys(value)) === String(Object.keys(value).toSorted());
  return [
    ...(here ? [] : [at]),
    ...Object.entries(value).flatMap(([key, part]) => unsorted(part, `${at}/${key}`)),
  ];
}
