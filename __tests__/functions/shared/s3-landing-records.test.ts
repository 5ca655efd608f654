import { AwsCallError } from "../../../functions/shared/aws-failure";
import { s3LandingRecords } from "../../../functions/shared/s3-landing-records";
import type { LandingRecords } from "../../../functions/shared/landing-records";
import { FakeAws } from "../../support/functions/fake-aws";

const KEY = "_landings/import_date=20240229/a-1/manifest.json";

function records(): { aws: FakeAws; records: LandingRecords } {
  const aws = new FakeAws(() => new Date("2024-03-01T12:00:00Z"));
  aws.s3.buckets.set("export-bucket", new Map());
  const access = {
    requestHandler: aws,
    endpoint: "http://127.0.0.1:1",
    region: "eu-west-2",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  };
  return { aws, records: s3LandingRecords(access, "export-bucket") };
}

async function failureOf(call: Promise<unknown>): Promise<AwsCallError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AwsCallError)) throw new Error(`expected an AwsCallError, got ${String(error)}`);
  return error;
}

describe("the landing records in S3", () => {
  it("are read as they were written", async () => {
    const { records: all } = records();
    expect(await all.create(KEY, '{"tables":["täble"]}')).toBe("created");
    expect((await all.read(KEY))?.body).toBe('{"tables":["täble"]}');
  });

  it("are never overwritten by a creation", async () => {
    const { records: all } = records();
    await all.create(KEY, "first");
    expect(await all.create(KEY, "second")).toBe("exists");
    expect((await all.read(KEY))?.body).toBe("first");
  });

  it("are replaced only by who read the last version", async () => {
    const { records: all } = records();
    await all.create(KEY, "first");
    const etag = (await all.read(KEY))?.etag ?? "";
    expect(await all.replace(KEY, "second", etag)).toBe("replaced");
    expect(await all.replace(KEY, "third", etag)).toBe("changed");
    expect((await all.read(KEY))?.body).toBe("second");
  });

  it("that are gone cannot be read, and have changed for who would replace them", async () => {
    const { records: all } = records();
    expect(await all.read(KEY)).toBeUndefined();
    expect(await all.replace(KEY, "second", '"etag"')).toBe("changed");
    expect(await all.read(KEY)).toBeUndefined();
  });

  it("are listed by their prefix over all pages, in the order of keys", async () => {
    const { aws, records: all } = records();
    const keys = Array.from({ length: 7 }, (_, at) => `_landings/import_date=20240229/a-${at}/manifest.json`);
    for (const key of [...keys, "a-1/export_info.json", "_landings/import_date=20240301/b/manifest.json"])
      aws.s3.put("export-bucket", key, "{}");
    const listed: string[] = [];
    for await (const page of all.list("_landings/import_date=20240229/"))
      listed.push(...page.map(({ key }) => key));
    expect(listed).toEqual(keys);
  });

  it("say which call failed, on what, and whether it may heal", async () => {
    const { aws, records: all } = records();
    const refusal = (code: string, status: number) =>
      ({ kind: "refusal", code, status, message: `${code} said AWS` }) as const;
    aws.fail("PutObject", refusal("ConditionalRequestConflict", 409), 1);
    expect(await failureOf(all.create(KEY, "first"))).toMatchObject({
      operation: "s3:PutObject",
      kind: "healable",
      target: `export-bucket/${KEY}`,
    });
    aws.fail("PutObject", refusal("AccessDenied", 403), 1);
    expect(await failureOf(all.create(KEY, "first"))).toMatchObject({ kind: "denied" });
    aws.fail("GetObject", refusal("AccessDenied", 403), 1);
    expect(await failureOf(all.read(KEY))).toMatchObject({ operation: "s3:GetObject", kind: "denied" });
    aws.fail("ListObjectsV2", refusal("SlowDown", 503), 1);
    const iterator = all.list("_landings/")[Symbol.asyncIterator]();
    expect(await failureOf(iterator.next())).toMatchObject({ kind: "healable" });
  });
});
