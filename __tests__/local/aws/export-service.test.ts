import { StartExportTaskCommand } from "@aws-sdk/client-rds";
import type { ExportTask } from "../../../local/aws/rds/model";
import type { AccessRequest } from "../../../local/permissions/types";
import { FakeAuthority } from "./fake-authority";
import { accountId, eventually, region, startWorld, type World } from "./local-world";

const role = `arn:aws:iam::${accountId}:role/export`;
const key = `arn:aws:kms:${region}:${accountId}:key/1234`;
const source = `arn:aws:rds:${region}:${accountId}:snapshot:s1`;

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

/** Exports a snapshot under the authority. @returns the task at its end */
async function exported(authority: FakeAuthority): Promise<ExportTask> {
  const world = await startWorld();
  worlds.push(world);
  world.aws.rds.createInstance("housing");
  world.aws.buckets.create("exports");
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
  world.aws.enforce(authority);
  await world.rds.send(
    new StartExportTaskCommand({
      ...{ ExportTaskIdentifier: "t1", SourceArn: source, S3BucketName: "exports" },
      ...{ IamRoleArn: role, KmsKeyId: key },
    }),
  );
  return eventually(() => world.aws.rds.exportTasks.find(({ endTime }) => endTime !== undefined));
}

/** What the role and RDS's export service were asked for. */
function asked({ asked: requests }: FakeAuthority): string[] {
  const own = (request: AccessRequest): boolean =>
    request.principal === role || request.principal === "export.rds.amazonaws.com";
  return requests.filter(own).map(({ action, resource }) => `${action} ${resource}`);
}

it("assumes the role that it was passed, looks at the bucket and writes", async () => {
  const authority = new FakeAuthority();
  expect(await exported(authority)).toMatchObject({ status: "COMPLETE" });
  expect(asked(authority)).toEqual([
    `sts:AssumeRole ${role}`,
    "s3:GetBucketLocation arn:aws:s3:::exports",
    "s3:ListBucket arn:aws:s3:::exports",
    "s3:PutObject arn:aws:s3:::exports/t1/db/public.t/1/part-00000.gz.parquet",
    `kms:GenerateDataKey ${key}`,
  ]);
  const assuming = authority.asked.find(({ action }) => action === "sts:AssumeRole");
  expect(assuming?.context).toEqual({ "aws:SourceAccount": accountId, "aws:SourceArn": source });
});

it.each([
  [
    "sts:AssumeRole",
    `The RDS export failed to write the export task's metadata because it can't assume the IAM role ${role}.`,
  ],
  [
    "s3:PutObject",
    `The IAM role ${role} isn't authorized to call s3:PutObject on the S3 bucket exports. Review your permissions and retry the export.`,
  ],
  [
    "s3:GetBucketLocation",
    `The IAM role ${role} isn't authorized to call s3:GetBucketLocation on the S3 bucket exports. Review your permissions and retry the export.`,
  ],
  [
    "kms:GenerateDataKey",
    `The RDS export failed to write the export task's metadata to the S3 bucket exports using the IAM role ${role} with the KMS key ${key}. Error code: AccessDenied`,
  ],
])("fails in RDS's words without %s", async (action, failureCause) => {
  expect(await exported(FakeAuthority.denying(action))).toMatchObject({ status: "FAILED", failureCause });
});

it("goes no further without the role", async () => {
  const authority = FakeAuthority.denying("sts:AssumeRole");
  await exported(authority);
  expect(asked(authority)).toEqual([`sts:AssumeRole ${role}`]);
});
