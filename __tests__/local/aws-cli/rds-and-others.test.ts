import { accountId, startWorld, type World } from "../aws/local-world";
import { awsCli, describeWith, Shell } from "./tools";

jest.setTimeout(180_000);

let world: World;
let shell: Shell;
beforeAll(async () => {
  world = await startWorld();
  shell = new Shell(world);
  world.aws.rds.createInstance("housing", {
    tags: { team: "housing" },
    endpoint: { address: "127.0.0.1", port: 5433 },
  });
  world.aws.rds.createInstance("parking");
  world.aws.buckets.create("exports");
  world.aws.glue.createWorkflow("landed");
});
afterAll(async () => {
  shell.close();
  await world.close();
});

describeWith(awsCli, "the AWS CLI on RDS", () => {
  it("prints instances as a table", async () => {
    const table = await shell.text("rds", "describe-db-instances", "--output", "table");
    for (const cell of ["housing", "parking", "available", "5433", "postgres16", "db.t3.micro", "eu-west-2a"])
      expect(table).toContain(cell);
  });

  it("makes, waits for, tags, finds and deletes a snapshot", async () => {
    const id = ["--db-snapshot-identifier", "by-hand"];
    const made = await shell.json(
      ...["rds", "create-db-snapshot", "--db-instance-identifier", "housing", ...id],
      ...["--tags", "Key=reason,Value=a look"],
    );
    expect(made).toMatchObject({ DBSnapshot: { Status: "creating", Encrypted: true, PercentProgress: 0 } });
    await world.aws.rds.snapshotAvailable(`arn:aws:rds:eu-west-2:${accountId}:snapshot:by-hand`);
    const arn = ["--resource-name", `arn:aws:rds:eu-west-2:${accountId}:snapshot:by-hand`];
    await Promise.all([
      shell.text("rds", "wait", "db-snapshot-available", ...id),
      shell.text("rds", "add-tags-to-resource", ...arn, "--tags", "Key=more,Value="),
    ]);
    const [tags, found, events] = await Promise.all([
      shell.json("rds", "list-tags-for-resource", ...arn),
      shell.json(
        ...["rds", "describe-db-snapshots", "--snapshot-type", "manual"],
        ...["--filters", "Name=db-instance-id,Values=housing"],
      ),
      shell.text(
        ...["rds", "describe-events", "--source-type", "db-snapshot", "--source-identifier", "by-hand"],
        ...["--duration", "1440", "--query", "Events[].Message", "--output", "text"],
      ),
    ]);
    expect(tags).toEqual({
      TagList: [
        { Key: "reason", Value: "a look" },
        { Key: "more", Value: "" },
      ],
    });
    expect(found).toMatchObject({
      DBSnapshots: [{ DBSnapshotIdentifier: "by-hand", Status: "available", Port: 5433 }],
    });
    expect(events.trim().split("\t")).toEqual(["Creating manual snapshot", "Manual snapshot created"]);
    await shell.text("rds", "delete-db-snapshot", ...id);
    const [, gone] = await Promise.all([
      shell.text("rds", "wait", "db-snapshot-deleted", ...id),
      shell.error("rds", "describe-db-snapshots", ...id),
    ]);
    expect(gone).toBe(
      "An error occurred (DBSnapshotNotFound) when calling the DescribeDBSnapshots operation: DBSnapshot by-hand not found.",
    );
  });

  it("exports a snapshot", async () => {
    const snapshot = world.aws.rds.createSnapshot("parking", "to-export");
    await world.aws.rds.snapshotAvailable(snapshot.arn);
    const started = await shell.json(
      ...["rds", "start-export-task", "--export-task-identifier", "by-hand", "--source-arn", snapshot.arn],
      ...["--s3-bucket-name", "exports", "--iam-role-arn", `arn:aws:iam::${accountId}:role/export`],
      ...["--kms-key-id", "alias/exports", "--s3-prefix", "here"],
    );
    expect(started).toMatchObject({ ExportTaskIdentifier: "by-hand", Status: "STARTING", S3Prefix: "here" });
    const [tasks, listed] = await Promise.all([
      shell.json("rds", "describe-export-tasks", "--source-arn", snapshot.arn),
      shell.text("s3", "ls", "s3://exports/here/by-hand/", "--recursive"),
    ]);
    expect(tasks).toMatchObject({ ExportTasks: [{ Status: "COMPLETE", PercentProgress: 100 }] });
    expect(listed).toContain("here/by-hand/db/public.t/1/part-00000.gz.parquet");
    expect(await shell.error("rds", "cancel-export-task", "--export-task-identifier", "by-hand")).toContain(
      "(InvalidExportTaskStateFault) when calling the CancelExportTask operation",
    );
  });

  it("is told what is there when it asks for more", async () => {
    const [operation, name] = await Promise.all([
      shell.error("rds", "describe-db-clusters"),
      shell.error(
        ...["rds", "create-db-snapshot", "--db-instance-identifier", "housing"],
        ...["--db-snapshot-identifier", "1st--one"],
      ),
    ]);
    expect(operation).toMatch(/\(InvalidAction\).* The local RDS has AddTagsToResource, CancelExportTask/);
    expect(name).toMatch(/\(InvalidParameterValue\).*Identifiers must begin with a letter/);
  });
});

describeWith(awsCli, "the AWS CLI on the other services", () => {
  it("says who calls, and which workflows there are", async () => {
    const [identity, workflows] = await Promise.all([
      shell.json("sts", "get-caller-identity"),
      shell.json("glue", "list-workflows"),
    ]);
    expect(identity).toEqual({
      Account: accountId,
      Arn: `arn:aws:sts::${accountId}:assumed-role/operator/local`,
      UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:local$/) as string,
    });
    expect(workflows).toEqual({ Workflows: ["landed"] });
  });

  it("moves dead letters back with SQS", async () => {
    const create = (name: string, ...more: readonly string[]) =>
      shell.json("sqs", "create-queue", "--queue-name", name, ...more, ...shell.sqsOptions);
    const arn = (name: string) => `arn:aws:sqs:eu-west-2:${accountId}:${name}`;
    const url = (name: string) => `${world.aws.endpoint}/${accountId}/${name}`;
    expect(await create("dead")).toEqual({ QueueUrl: url("dead") });
    const redrive = JSON.stringify({ deadLetterTargetArn: arn("dead"), maxReceiveCount: 3 });
    await create("work", "--attributes", JSON.stringify({ RedrivePolicy: redrive }));
    const options = ["--queue-url", url("dead"), ...shell.sqsOptions];
    const [sources] = await Promise.all([
      shell.json("sqs", "list-dead-letter-source-queues", ...options),
      shell.text("sqs", "send-message", "--message-body", "a letter", ...options),
    ]);
    expect(sources).toEqual({ queueUrls: [url("work")] });
    await shell.text("sqs", "start-message-move-task", "--source-arn", arn("dead"), ...shell.sqsOptions);
    const [received, tasks] = await Promise.all([
      shell.json(
        ...["sqs", "receive-message", "--wait-time-seconds", "5", "--queue-url", url("work")],
        ...shell.sqsOptions,
      ),
      shell.json("sqs", "list-message-move-tasks", "--source-arn", arn("dead"), ...shell.sqsOptions),
    ]);
    expect(received).toMatchObject({ Messages: [{ Body: "a letter" }] });
    expect(tasks).toMatchObject({
      Results: [{ SourceArn: arn("dead"), ApproximateNumberOfMessagesToMove: 1 }],
    });
  });

  it.each([
    ["lambda", "list-functions", "ListFunctions"],
    ["iam", "list-roles", "ListRoles"],
    ["ec2", "describe-instances", "DescribeInstances"],
    ["logs", "describe-log-groups", "DescribeLogGroups"],
  ])("prints one line for %s, which is not there", async (service, command, operation) => {
    expect(await shell.error(service, command)).toBe(
      `An error occurred (UnknownServiceException) when calling the ${operation} operation: The local account has rds, s3, sqs, sns, glue and sts; the request was signed for "${service}".`,
    );
  });
});
