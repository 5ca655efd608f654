import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../../modules/shared/repository-root";

const root = repositoryRoot();
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** Everything that people copy from: the examples, the pages and the modules' READMEs. */
const copied = [
  ...below("examples", /\/(?:main|outputs|two-accounts)\.tf$|\/[\w-]+\.ts$|README\.md$/),
  ...below("docs", /\/(?:npm-package|upgrade-from-hcl|existing-pipeline)\.md$/),
  ...below("modules", /\/README\.md$/),
];

function below(folder: string, wanted: RegExp): readonly string[] {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => path.posix.join(folder, ...name.split(path.sep)))
    .filter((name) => wanted.test(name) && !/node_modules|\.terraform|\.out/.test(name));
}

/** The lines of all that is copied that hold something. */
function linesWith(pattern: RegExp): readonly string[] {
  return copied.flatMap((file) =>
    read(file)
      .split("\n")
      .filter((line) => pattern.test(line)),
  );
}

it("names a release's zip by a version to fill in and its checksum", () => {
  const zips = linesWith(/https:.*\.zip/);
  expect(zips.length).toBeGreaterThan(10);
  for (const line of zips) expect(line).toMatch(/-<version>\.zip\?checksum=sha256:(?:<|…)/);
});

it("keeps exports for three weeks and more, so that a message that is put back finds its files", () => {
  const days = linesWith(/expire_?objects_?days["`]?(?: +=|:) *\d/i).map((line) => Number(/\d+/.exec(line)));
  expect(days.length).toBeGreaterThan(5);
  expect(Math.min(...days)).toBeGreaterThanOrEqual(21);
});

it("lets the copier list its own area only, and names the one data key action that it uses", () => {
  const listing = copied.filter((file) => read(file).includes('"s3:ListBucket"'));
  expect(listing).toHaveLength(3);
  for (const file of listing) {
    const statements = read(file).split('"s3:ListBucket"').slice(1);
    for (const statement of statements) expect(statement.slice(0, 300)).toMatch(/StringLike[^]*"s3:prefix"/);
  }
  expect(linesWith(/kms:GenerateDataKey\*/)).toEqual([]);
});
