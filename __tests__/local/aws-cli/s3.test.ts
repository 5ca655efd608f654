import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startWorld, type World } from "../aws/local-world";
import { awsCli, describeWith, Shell } from "./tools";

jest.setTimeout(180_000);

/** Above the CLI's threshold of 8 MiB: goes up and comes back in parts. */
const large = randomBytes(9 * 1024 ** 2);

let world: World;
let shell: Shell;
beforeAll(async () => {
  world = await startWorld();
  shell = new Shell(world);
  world.aws.buckets.create("files");
  mkdirSync(path.join(shell.folder, "up", "sub"), { recursive: true });
  writeFileSync(path.join(shell.folder, "up", "one.txt"), "1");
  writeFileSync(path.join(shell.folder, "up", "sub", "zwei ü+.csv"), "2");
  writeFileSync(path.join(shell.folder, "up", "large.bin"), large);
});
afterAll(async () => {
  shell.close();
  await world.close();
});

describeWith(awsCli, "the AWS CLI on S3", () => {
  it("takes files up, lists them, copies some, and brings them back as they were", async () => {
    await shell.text("s3", "sync", "up", "s3://files/a/", "--no-progress");
    const [again, listed] = await Promise.all([
      shell.text("s3", "sync", "up", "s3://files/a/"),
      shell.text("s3", "ls", "s3://files/", "--recursive", "--summarize"),
    ]);
    expect(again).toBe("");
    expect(listed).toMatch(/a\/large\.bin\n.*a\/one\.txt\n.*a\/sub\/zwei ü\+\.csv\n\nTotal Objects: 3/);
    const [groups, down] = await Promise.all([
      shell.text("s3", "ls", "s3://files/a/"),
      shell.text("s3", "cp", "s3://files/a/", "down", "--recursive", "--no-progress"),
      shell.text("s3", "cp", "s3://files/a/", "s3://files/b/", "--recursive", "--exclude", "*.bin"),
    ]);
    expect(groups).toContain("PRE sub/");
    expect(down).toContain("large.bin");
    expect(readFileSync(path.join(shell.folder, "down", "large.bin")).equals(large)).toBe(true);
    expect(world.aws.buckets.objects("files", "b/").map(({ key }) => key)).toEqual([
      "b/one.txt",
      "b/sub/zwei ü+.csv",
    ]);
    const [dry] = await Promise.all([shell.text("s3", "rm", "s3://files/b/", "--recursive", "--dryrun")]);
    expect(dry).toContain("(dryrun) delete: s3://files/b/one.txt");
    expect(await shell.text("s3", "mv", "s3://files/b/", "s3://files/c/", "--recursive")).toContain("move:");
    expect(world.aws.buckets.objects("files", "b/")).toEqual([]);
  });

  it("gives every attribute of an object that was uploaded in parts", async () => {
    const place = ["--bucket", "files", "--key", "parts.bin"];
    await shell.text("s3", "cp", "up/large.bin", "s3://files/parts.bin", "--checksum-algorithm", "SHA256");
    const all = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
    const [attributes, head] = await Promise.all([
      shell.json("s3api", "get-object-attributes", ...place, "--object-attributes", ...all),
      shell.json("s3api", "head-object", ...place, "--checksum-mode", "ENABLED"),
      shell.text("s3api", "wait", "object-exists", ...place),
    ]);
    const digest = (from: number, to?: number) =>
      createHash("sha256").update(large.subarray(from, to)).digest();
    const parts = [digest(0, 8 * 1024 ** 2), digest(8 * 1024 ** 2)];
    const whole = `${createHash("sha256").update(Buffer.concat(parts)).digest("base64")}-2`;
    expect(attributes).toMatchObject({
      Checksum: { ChecksumSHA256: whole, ChecksumType: "COMPOSITE" },
      ObjectParts: {
        TotalPartsCount: 2,
        Parts: parts.map((part, index) => ({
          PartNumber: index + 1,
          ChecksumSHA256: part.toString("base64"),
        })),
      },
      StorageClass: "STANDARD",
      ObjectSize: large.length,
    });
    expect(head).toMatchObject({ ChecksumSHA256: whole, ContentLength: large.length });
  });

  it("signs links that anybody can follow, and answers what a bucket has not got", async () => {
    const [link, policy, rb] = await Promise.all([
      shell.text("s3", "presign", "s3://files/a/one.txt"),
      shell.error("s3api", "get-bucket-policy", "--bucket", "files"),
      shell.aws("s3", "rb", "s3://files"),
    ]);
    expect(await (await fetch(link.trim())).text()).toBe("1");
    expect(policy).toBe(
      "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist",
    );
    expect(rb.stderr).toContain("(BucketNotEmpty)");
  });
});
