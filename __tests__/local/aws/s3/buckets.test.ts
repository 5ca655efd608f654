import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { errorName, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.close();
});

const create = (Bucket: string, LocationConstraint: "eu-west-2" | "eu-west-1" | undefined = "eu-west-2") =>
  world.s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }));

it("creates, finds, lists and deletes buckets, each account its own", async () => {
  await create("first-bucket");
  await world.s3.send(new HeadBucketCommand({ Bucket: "first-bucket" }));
  world.aws.buckets.create("zone-bucket", { ownerAccountId: "444455556666" });
  const { Buckets } = await world.s3.send(new ListBucketsCommand({}));
  expect(Buckets?.map((bucket) => bucket.Name)).toEqual(["first-bucket"]);
  const { LocationConstraint } = await world.s3.send(
    new GetBucketLocationCommand({ Bucket: "first-bucket" }),
  );
  expect(LocationConstraint).toBe("eu-west-2");
  await world.s3.send(new PutObjectCommand({ Bucket: "first-bucket", Key: "a", Body: "x" }));
  expect(await errorName(world.s3.send(new DeleteBucketCommand({ Bucket: "first-bucket" })))).toBe(
    "BucketNotEmpty",
  );
  await create("second-bucket");
  await world.s3.send(new DeleteBucketCommand({ Bucket: "second-bucket" }));
  expect(await errorName(world.s3.send(new HeadBucketCommand({ Bucket: "second-bucket" })))).toBe("NotFound");
});

it("names the errors of creating", async () => {
  await create("taken-bucket");
  expect(await errorName(create("taken-bucket"))).toBe("BucketAlreadyOwnedByYou");
  const other = { principal: "arn:aws:iam::444455556666:role/x", accountId: "444455556666" };
  const client = new S3Client({ ...world.settingsFor(other), forcePathStyle: true });
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-2" as const };
  const stranger = client.send(
    new CreateBucketCommand({ Bucket: "taken-bucket", CreateBucketConfiguration }),
  );
  expect(await errorName(stranger)).toBe("BucketAlreadyExists");
  expect(await errorName(create("Bad_Name"))).toBe("InvalidBucketName");
  expect(await errorName(create("elsewhere", "eu-west-1"))).toBe("IllegalLocationConstraintException");
});

it("keeps default encryption and ownership, which new objects follow", async () => {
  await create("kept-settings");
  const Bucket = "kept-settings";
  const rule = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const, KMSMasterKeyID: "arn:aws:kms:k" },
    BucketKeyEnabled: true,
  };
  await world.s3.send(
    new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
  );
  const encryption = await world.s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration?.Rules).toEqual([rule]);
  const written = await world.s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
  expect(written).toMatchObject({ SSEKMSKeyId: "arn:aws:kms:k", BucketKeyEnabled: true });
  const Rules = [{ ObjectOwnership: "BucketOwnerPreferred" as const }];
  await world.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules } }));
  const ownership = await world.s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
  expect(ownership.OwnershipControls?.Rules).toEqual(Rules);
  await world.s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x", ACL: "private" }));
});

it("refuses operations that it does not have instead of taking them for others", async () => {
  await create("plain-bucket");
  const versioning = world.s3.send(
    new PutBucketVersioningCommand({
      Bucket: "plain-bucket",
      VersioningConfiguration: { Status: "Enabled" },
    }),
  );
  expect(await errorName(versioning)).toBe("NotImplemented");
});
