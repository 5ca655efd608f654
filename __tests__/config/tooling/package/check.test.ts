import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contentProblems, EXPECTED_FILES } from "../../../../config/tooling/package/check/contents";
import { serviceProblems } from "../../../../config/tooling/package/check/service-problems";
import { readServices, type Services } from "../../../../config/tooling/package/check/services";
import { repositoryRoot } from "../../../../modules/shared/repository-root";
import packageJson from "../../../../package.json";

const NAMES = { housing: ["housing-management", "tenancies"], repairs: ["repairs-hub"] };

/** Terraform JSON as the example's, in what is looked at. */
function stackJson(): string {
  const at = (path: string): object => ({ "//": { metadata: { path: `data-platform/${path}` } } });
  const functions: Record<string, object> = {};
  const zips: Record<string, object> = {};
  const subscriptions: Record<string, object> = {};
  for (const [service, instances] of Object.entries(NAMES)) {
    const prefix = `data-platform-dev-${service}`;
    for (const [name, variables] of [
      ["rds-snapshot-to-s3", {}],
      ["s3-to-s3-copier", { SERVICE_AREA: service }],
    ] as const) {
      const metadata = at(`${service}/${name}`);
      functions[`${service}_${name}`] = {
        ...metadata,
        function_name: `${prefix}-${name}`,
        environment: { variables },
      };
      zips[`${service}_${name}`] = {
        ...metadata,
        key: `${prefix}/${name}.zip`,
        source: name,
        source_hash: `hash of ${name}`,
      };
    }
    subscriptions[service] = { ...at(`${service}/events`), source_ids: instances };
  }
  return JSON.stringify({
    resource: {
      aws_lambda_function: functions,
      aws_s3_object: zips,
      aws_db_event_subscription: subscriptions,
      aws_s3_bucket: { bucket: at("bucket/bucket") },
    },
  });
}

const OWN = ["hash of rds-snapshot-to-s3", "hash of s3-to-s3-copier"];
const hashOf = (source: string): string => `hash of ${source}`;
const right = readServices(stackJson());

describe("what is looked at in the example's synthesis", () => {
  it("is read out of its Terraform JSON", () => {
    expect(right.instances).toEqual(["housing-management tenancies", "repairs-hub"]);
    expect([...right.resources]).toEqual([
      ["data-platform/housing", 5],
      ["data-platform/repairs", 5],
      ["data-platform/bucket", 1],
    ]);
    expect(serviceProblems(right, hashOf, OWN)).toEqual([]);
  });

  it.each<[string, Partial<Services>, string]>([
    [
      "a function too few",
      { functions: right.functions.slice(1) },
      "functions: expected data-platform-dev-housing",
    ],
    ["another's folder", { serviceAreas: ["housing", "housing"] }, "got housing, housing"],
    ["another's databases", { instances: ["repairs-hub"] }, "instances: expected"],
    ["one zip for all", { zips: right.zips.slice(0, 3) }, "keys of the zips: expected four"],
    ["an address of both", { resources: new Map([["data-platform/housing", 4]]) }, "got 4 and 0"],
  ])("refuses %s", (_what, wrong, problem) => {
    expect(serviceProblems({ ...right, ...wrong }, hashOf, OWN).join()).toContain(problem);
  });

  it("refuses a zip that is missing, another than the JSON says, or another than our own", () => {
    const problems = (hash: string | undefined, own: readonly string[]): string =>
      serviceProblems(right, () => hash, own).join("\n");
    expect(problems(undefined, OWN)).toContain("rds-snapshot-to-s3 is not there");
    expect(problems("other", OWN)).toContain(
      "expected SHA-256 hash of rds-snapshot-to-s3, the file has other",
    );
    expect(serviceProblems(right, hashOf, ["other"]).join()).toContain(
      "expected a zip of this repository's own synth",
    );
  });
});

describe("what is in the package", () => {
  it("is what was meant to be, and nothing else", () => {
    expect(contentProblems(EXPECTED_FILES)).toEqual([]);
    expect(contentProblems([...EXPECTED_FILES.slice(1), "config/dev.tfvars"])).toEqual([
      "not in the package: LICENSE",
      "in the package: config/dev.tfvars",
    ]);
  });
});

describe("the tarball's file name", () => {
  const read = (file: string): string => readFileSync(join(repositoryRoot(), file), "utf8");
  const tarball = `db-snapshot-to-s3-${packageJson.version}.tgz`;

  it("is what the example depends on, so that npm asks no registry for a package of that name", () => {
    expect(JSON.parse(read("examples/cdktf-two-services/package.json"))).toMatchObject({
      dependencies: { "db-snapshot-to-s3": `file:${tarball}` },
    });
  });

  it.each(["README.md", "docs/npm-package.md", "examples/cdktf-two-services/README.md"])(
    "is of this version in %s",
    (page) => {
      const named = [...read(page).matchAll(/db-snapshot-to-s3-[\w.-]+?\.tgz/g)].map(([name]) => name);
      expect([...new Set(named)]).toEqual([tarball]);
    },
  );
});
