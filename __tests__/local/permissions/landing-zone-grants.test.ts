import { readFileSync } from "node:fs";
import path from "node:path";
import { landingZoneGrants } from "../../../local/permissions/landing-zone-grants";
import { repositoryRoot } from "../../../modules/shared/repository-root";

const { bucket, key } = landingZoneGrants("arn:aws:iam::111122223333:role/copier", {
  bucketArn: "arn:aws:s3:::zone",
  serviceArea: "housing",
});
const actions = [...bucket, ...key].flatMap(({ Action }) => Action);

test("what the README asks of the landing zone's owner is what its policies hold in a local run", () => {
  const readme = readFileSync(path.join(repositoryRoot(), "README.md"), "utf8");
  const [, asked = ""] = /\*\*The landing zone's owner\*\*(.*?)Nothing else/s.exec(readme) ?? [];
  const named = [...asked.matchAll(/`((?:s3|kms):[A-Za-z*]+)`/g)].map(([, action]) => action);
  expect(named.toSorted()).toEqual(actions.toSorted());
});

test("files in parts need the key once more, and only where they are wanted", () => {
  const withParts = landingZoneGrants("arn:aws:iam::111122223333:role/copier", {
    ...{ bucketArn: "arn:aws:s3:::zone", serviceArea: "housing", multipartCopies: true },
  });
  expect(key.flatMap(({ Action }) => Action)).not.toContain("kms:Decrypt");
  expect(withParts.key.flatMap(({ Action }) => Action)).toContain("kms:Decrypt");
});

test("the copier lists and writes its service area, and nothing beside it", () => {
  const [lists, writes] = bucket;
  expect(lists?.Condition).toEqual({ StringLike: { "s3:prefix": ["housing/*"] } });
  expect(writes?.Resource).toBe("arn:aws:s3:::zone/housing/*");
});
