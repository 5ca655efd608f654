import type { SandboxFacts } from "../../../../cli/sandbox/status/facts";
import { readFacts } from "../../../../cli/sandbox/status/reading/read-facts";
import type { StatusClients } from "../../../../cli/sandbox/status/status-clients";
import { statusReport } from "../../../../cli/sandbox/status/status-report";
import { itWithMoto } from "../../../support/with-moto";
import {
  createBastion,
  createBucket,
  createDatabase,
  createEndpoint,
  createKey,
  createQueue,
  createSnapshot,
  deleteDatabase,
  putObject,
  scheduleDeletion,
} from "./support/deploy";
import { there } from "./support/facts";
import { inMotoAccount } from "./support/moto-account";
import { IDENTITY, PARTS } from "./support/parts";

const read = (clients: StatusClients): Promise<SandboxFacts> =>
  readFacts({
    identity: IDENTITY,
    accountId: "123456789012",
    clients,
    signal: new AbortController().signal,
    now: () => new Date("2026-11-21T12:00:00Z"),
  });

const OTHER = "others-rds-snapshot-to-cross-account-s3-sandbox-db";

itWithMoto("finds what bears the sandbox's names, and says what is missing", () =>
  inMotoAccount(async (clients) => {
    const key = await createKey(clients, "Demo-Sbx rds snapshot to cross account s3 sandbox db key");
    const bucketKey = await createKey(clients, "p Dev - RDS Export Storage Bucket Key");
    await createDatabase(clients, PARTS.database, key);
    await createDatabase(clients, OTHER);
    await createSnapshot(clients, PARTS.database, "by-hand-1");
    await createSnapshot(clients, OTHER, "by-hand-of-others");
    const bastion = await createBastion(clients, PARTS.bastion);
    await createBastion(clients, "somebody-elses");
    await createEndpoint(clients, PARTS.endpointSecurityGroup);
    await createBucket(clients, PARTS.exportBucket, bucketKey);
    await putObject(clients, PARTS.exportBucket, "task/a.parquet", "hello");
    const [exportQueue = "", deadLetters = ""] = PARTS.queues;
    await createQueue(clients, exportQueue, key);
    await createQueue(clients, deadLetters, key, ["one", "two"]);

    const facts = await read(clients);

    expect(facts.database.found).toEqual(
      there(
        expect.objectContaining({
          engine: "postgres",
          engineVersion: "17.4",
          status: "available",
          instanceClass: "db.t3.micro",
          gigabytes: 20,
          storageType: "gp3",
          keyArn: key,
          secretArn: expect.stringMatching(/^arn:aws:secretsmanager:/),
        }),
      ),
    );
    expect(facts.bastion.found).toEqual(
      there(
        expect.objectContaining({
          id: bastion,
          state: "running",
          volumes: there([expect.objectContaining({ type: "gp3", gigabytes: 10 })]),
        }),
      ),
    );
    expect(facts.endpoints).toEqual(
      there([expect.objectContaining({ service: "com.amazonaws.eu-west-2.ssm", zones: 1 })]),
    );
    expect(facts.exportBucket.found).toEqual(there({ name: PARTS.exportBucket, key: there(bucketKey) }));
    expect(facts.exported).toEqual(there({ bucket: PARTS.exportBucket, objects: 1, bytes: 5, more: false }));
    expect(facts.keys).toEqual(
      there([
        expect.objectContaining({ arn: key, customerManaged: true }),
        expect.objectContaining({ arn: bucketKey }),
      ]),
    );
    const report = statusReport(facts);
    expect(report.leftOver.snapshots.map(({ identifier }) => identifier)).toEqual(["by-hand-1"]);
    expect(report.running).toEqual([
      {
        what: "dead-letter queue",
        name: deadLetters,
        words: "2 waiting, 0 being worked on, 0 delayed",
      },
    ]);
    expect(report.deployed).toBe("in part");
    expect(report.parts.filter(({ state }) => state === "missing").map(({ name }) => name)).toEqual([
      PARTS.artefactBucket,
      ...PARTS.functions,
      ...PARTS.queues.slice(2),
    ]);
  }),
);

itWithMoto("finds after a destroy what was left: snapshots of the database that was, and its key", () =>
  inMotoAccount(async (clients) => {
    const key = await createKey(clients, "Demo-Sbx rds snapshot to cross account s3 sandbox db key");
    const others = await createKey(clients, "Demo-Sbx-two rds snapshot to cross account s3 sandbox db key");
    await createDatabase(clients, PARTS.database, key);
    await createSnapshot(clients, PARTS.database, "by-hand-1");
    await deleteDatabase(clients, PARTS.database);
    await scheduleDeletion(clients, key);
    await scheduleDeletion(clients, others);

    const report = statusReport(await read(clients));

    expect(report.notRead).toEqual([]);
    expect(report.deployed).toBe("none");
    expect(report.costs.hourly).toEqual([]);
    expect(report.leftOver.snapshots).toEqual([
      expect.objectContaining({ identifier: "by-hand-1", databaseIsThere: false, gigabytes: 20 }),
    ]);
    expect(report.leftOver.keysPendingDeletion).toEqual([
      expect.objectContaining({ arn: key, deletedAt: expect.stringMatching(/^\d{4}-/) }),
    ]);
  }),
);

itWithMoto("finds nothing in an empty account", () =>
  inMotoAccount(async (clients) => {
    const report = statusReport(await read(clients));
    expect(report).toMatchObject({
      deployed: "none",
      running: [],
      leftOver: { snapshots: [], exported: null, keysPendingDeletion: [] },
      notRead: [],
    });
  }),
);
