import fc from "fast-check";
import { Likenesses } from "../../../local/permissions/likeness";
import { PolicyAuthority } from "../../../local/permissions/policy-authority";
import type { AccessRequest, PolicySet } from "../../../local/permissions/types";
import { MOMENT } from "./moment";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/r`;
const BUCKET = "arn:aws:s3:::b";

const reading = (key: string, more: Partial<AccessRequest> = {}): AccessRequest => ({
  ...{ principal: ROLE, principalAccountId: ACCOUNT, resourceAccountId: ACCOUNT },
  ...{ action: "s3:GetObject", resource: `${BUCKET}/${key}`, context: {}, purpose: "reads", ...more },
});

function policies(...statements: readonly Readonly<Record<string, unknown>>[]): PolicySet {
  const Statement = statements.map((statement) => ({ Effect: "Allow", Action: "s3:*", ...statement }));
  const identity = new Map([[ROLE, [{ name: "p", document: { Version: "2012-10-17", Statement } }]]]);
  return { identity, trust: new Map(), resource: new Map() };
}

const alike = (given: PolicySet, one: AccessRequest, other: AccessRequest): boolean => {
  const likenesses = new Likenesses(given);
  const likeness = likenesses.of(one);
  return likeness !== undefined && likeness === likenesses.of(other);
};

describe("requests that are decided alike", () => {
  const given = policies({ Resource: `${BUCKET}/housing/*` });

  test("are those about files that the same patterns match", () => {
    expect(alike(given, reading("housing/a"), reading("housing/b/c"))).toBe(true);
    expect(alike(given, reading("a"), reading("b/c"))).toBe(true);
    expect(alike(given, reading("housing/a"), reading("a"))).toBe(false);
  });

  test.each<[string, Partial<AccessRequest>]>([
    ["action", { action: "s3:PutObject" }],
    ["principal", { principal: `${ROLE}2` }],
    ["session", { session: "s" }],
    ["account", { principalAccountId: "444455556666" }],
    ["owner", { resourceAccountId: "444455556666" }],
    ["bucket", { resource: "arn:aws:s3:::c/a" }],
    ["condition key", { context: { "s3:x-amz-acl": "private" } }],
  ])("are not those of another %s", (_name, more) => {
    expect(alike(given, reading("a"), reading("a", more))).toBe(false);
  });

  test("may differ in values that no policy names, and in no others", () => {
    const write = (acl: string, source: string): AccessRequest =>
      reading("a", { context: { "s3:x-amz-acl": acl, "s3:x-amz-copy-source": source } });
    const asks = policies({ Resource: "*", Condition: { StringEquals: { "S3:X-Amz-Acl": "private" } } });
    expect(alike(asks, write("private", "b/1"), write("private", "b/2"))).toBe(true);
    expect(alike(asks, write("private", "b/1"), write("public-read", "b/1"))).toBe(false);
  });

  test.each(["a*", "a?", "a:b", "a${b}", "a\u2217"])("are not looked for by the key %s", (key) => {
    expect(new Likenesses(given).of(reading(key))).toBeUndefined();
  });

  test("are not looked for where a policy has variables in its resources", () => {
    const own = policies({ Resource: `${BUCKET}/\${aws:username}/*` });
    expect(new Likenesses(own).of(reading("a"))).toBeUndefined();
  });
});

test("an authority that has decided much decides as one that is asked for the first time", async () => {
  const segment = fc.constantFrom("a", "b", "housing", "x.y", "=1", "ä", "*", "?", ":");
  const key = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const Effect = fc.constantFrom("Allow", "Deny");
  const Resource = fc.oneof(
    key.map((text) => `${BUCKET}/${text}`),
    fc.constantFrom("*", `${BUCKET}/*`),
  );
  const statement = fc.oneof(fc.record({ Effect, Resource }), fc.record({ Effect, NotResource: Resource }));
  const cases = fc.tuple(
    fc.array(statement, { minLength: 1, maxLength: 3 }),
    fc.array(key, { maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([statements, keys]) => {
      const given = policies(...statements);
      const experienced = new PolicyAuthority(given, MOMENT);
      for (const each of keys) {
        const fresh = await new PolicyAuthority(given, MOMENT).decide(reading(each));
        expect(await experienced.decide(reading(each))).toEqual(fresh);
      }
    }),
    { numRuns: 60 },
  );
});
