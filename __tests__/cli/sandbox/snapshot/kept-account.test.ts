import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { withClient } from "../../../../local/postgres/with-client";
import { ToCorrectError } from "../../../../cli/shared/command/command-error";
import { failCalls } from "./support/fail-calls";
import { DATABASE, startKeptSandbox, type Closers, type KeptSandbox } from "./support/kept-sandbox";
import { PATIENCE_SECONDS } from "../../../support/local-run-process";
import { runCommand, runForResult } from "./support/run-command";

jest.setTimeout((PATIENCE_SECONDS + 60) * 1000);

const SCHEMA = `
CREATE TABLE item (id int PRIMARY KEY, name text, price numeric, sold timestamptz);
INSERT INTO item SELECT n, 'item ' || n, n * 1.10, now() FROM generate_series(1, 300) n;
CREATE TABLE customer (id int, email text);
INSERT INTO customer SELECT n, n || '@example.com' FROM generate_series(1, 40) n;
CREATE TABLE nobody (id int);
CREATE UNLOGGED TABLE scratch (id int);
INSERT INTO scratch VALUES (1);`;

const closers: Closers = [];
let sandbox: KeptSandbox;

beforeAll(async () => {
  const faults = [
    "rds:export[*:snapshot:doomed]=fail:The KMS key check failed",
    "rds:export[*:snapshot:hanging]=hang:",
    "s3:CopyObject[*/public.refused/*]=AccessDenied",
  ];
  sandbox = await startKeptSandbox(SCHEMA, faults, closers);
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const sql = (text: string): Promise<unknown> =>
  withClient(sandbox.server.connection(DATABASE), "test", (client) => client.query(text));

describe("npm run sandbox:snapshot", () => {
  test("takes a snapshot, follows it, and compares every table", async () => {
    const said = await runCommand(sandbox, ["--name", "First"]);
    expect(said.thrown).toBeUndefined();
    expect(said.out).toContain("3 of 3 tables of snapshot first landed with the same rows and values");
    expect(said.out).toMatch(/table .* rows in database .* rows landed/);
    expect(said.out).toMatch(/public\.item .* 300 .* 300 .* match/);
    expect(said.out).toMatch(/public\.nobody .* 0 .* 0 .* match/);
    expect(said.out).toContain("public.scratch: the table is unlogged");
    expect(said.out).toContain("every file was read in the landing zone, s3://example-landing-zone");
    expect(said.exitCode).toBe(0);
    const told = said.progress.join("\n");
    expect(told).toMatch(/❯ Snapshot \(some minutes\)\n› \d\d:\d\d:\d\d {2}creating, \d+ %/);
    expect(told).toContain("❯ Export to Parquet (15 minutes and more");
    expect(told).toMatch(/› \d\d:\d\d:\d\d {2}first: (STARTING|IN_PROGRESS)/);
    expect(told).toMatch(/✔ Comparison of every value: 3 of 3 tables match/);
  });

  test("gives one object with --json, and lets rows change meanwhile that can be told apart", async () => {
    const { said, result } = await runForResult(sandbox, ["--name", "changed"], {
      // The snapshot is made when the database is read again.
      onReached: async (times) => {
        if (times === 2) await sql("INSERT INTO customer VALUES (41, 'late@example.com')");
      },
    });
    expect(result).toMatchObject({
      kind: "db-snapshot-to-s3/sandbox-snapshot",
      ok: true,
      identifier: "changed",
      changedTables: ["public.customer"],
      readFrom: { kind: "zone" },
      exports: [{ identifier: "changed", status: "COMPLETE" }],
      deadLetters: [],
    });
    expect(result.databaseReadAt).toHaveLength(2);
    expect(result.tables.find(({ table }) => table === "public.customer")).toMatchObject({
      rowsInSnapshot: 40,
      rowsLanded: 40,
      matches: true,
    });
    expect(result.notes.join()).toContain("landed as before or as after: public.customer");
    expect(said.exitCode).toBe(0);
  });

  test("takes rows that were written just before the snapshot as they landed", async () => {
    const { result } = await runForResult(sandbox, ["--name", "earlier"], {
      onLeft: async (times) => {
        if (times === 1) await sql("DELETE FROM customer WHERE id = 41");
      },
    });
    expect(result.problems).toEqual([]);
    expect(result.changedTables).toEqual(["public.customer"]);
    expect(result.tables.find(({ table }) => table === "public.customer")).toMatchObject({
      rowsInSnapshot: 40,
      rowsLanded: 40,
    });
  });

  test("says that nobody can tell when a table landed as it was in between", async () => {
    const { said, result } = await runForResult(sandbox, ["--name", "between"], {
      onLeft: async (times) => {
        if (times === 1) await sql("INSERT INTO customer VALUES (50, 'one')");
      },
      onReached: async (times) => {
        if (times === 2) await sql("INSERT INTO customer VALUES (51, 'two')");
      },
    });
    expect(said.exitCode).toBe(1);
    expect(result.problems).toEqual([
      expect.stringContaining(
        "its rows changed while the snapshot was taken, and landed neither as before (40) nor as after (42)",
      ),
    ]);
  });

  test("reads the export beside the zone's listing where the zone may be listed only", async () => {
    const { result } = await runForResult(sandbox, ["--name", "listed", "--zone-profile", "copier-function"]);
    expect(result).toMatchObject({ ok: true, readFrom: { kind: "export-and-listing" } });
    expect(result.readFrom?.words).toContain("s3:GetObject");
    expect(result.tables.map(({ rowsLanded }) => rowsLanded)).toContain(300);
  });

  test("reads the export beside the copier's log where the zone may not even be listed", async () => {
    const { result } = await runForResult(sandbox, ["--name", "told", "--zone-profile", "export-function"]);
    expect(result).toMatchObject({ ok: true, readFrom: { kind: "export-and-log" } });
    expect(result.readFrom?.words).toContain("known from the copier's log (2 files)");
    expect(sandbox.logs.asked.at(-1)).toMatchObject({
      target: "Logs_20140328.FilterLogEvents",
      logGroupName: sandbox.outputs.copier_log_group_name,
      filterPattern: '"told"',
    });
  });

  test("says that nothing can be seen where neither zone nor log may be looked at", async () => {
    sandbox.logs.deny(true);
    try {
      const said = await runCommand(sandbox, ["--name", "blind", "--zone-profile", "export-function"]);
      expect(said.thrown?.message).toMatch(
        /cannot be seen with these credentials:\n.*s3:List.*\n.*logs:Filter/,
      );
      expect(said.err).toContain("npm run sandbox:snapshot -- --follow blind");
    } finally {
      sandbox.logs.deny(false);
    }
  });

  test("prints the cause of a failed export, and what to do, from the letter that it leaves there", async () => {
    const said = await runCommand(sandbox, ["--name", "doomed"]);
    expect(said.exitCode).toBe(1);
    expect(said.out).toContain("EXPORT_FAILED");
    expect(said.out).toContain("Export task doomed is FAILED: The KMS key check failed");
    expect(said.out).toMatch(/what to do +Correct what the cause names/);
    // The letter is still there, for others and for another look.
    const again = await runCommand(sandbox, ["--follow", "doomed"]);
    expect(again.out).toContain("EXPORT_FAILED");
  });

  test("shows letters that SQS moved, and none about other snapshots", async () => {
    const QueueUrl = String(sandbox.outputs.export_dead_letter_queue_url);
    const { sqs } = sandbox.clients();
    for (const MessageBody of ["about the snapshot moved-2", "about the snapshot moved"])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const { result } = await runForResult(sandbox, ["--name", "moved"]);
    expect(result.deadLetters).toEqual([
      { queue: expect.stringContaining("snapshot-to-s3"), body: "about the snapshot moved" },
    ]);
    expect(result.ok).toBe(false);
  });

  test("prints why the copier gave up", async () => {
    await sql("CREATE TABLE refused AS SELECT 1 AS id");
    try {
      const said = await runCommand(sandbox, ["--name", "refused"]);
      expect(said.exitCode).toBe(1);
      expect(said.out).toMatch(/In dead-letter queue .*copier.*: /);
      expect(said.out).toContain("AccessDenied");
      expect(said.out).toContain("what to do");
    } finally {
      await sql("DROP TABLE refused");
    }
  });

  test("follows a snapshot that is there, and says that rows came since", async () => {
    const { result } = await runForResult(sandbox, ["--follow", "first"]);
    expect(result.databaseReadAt).toHaveLength(1);
    expect(result.problems).toEqual([
      "public.customer differs: 42 rows in the database, 40 in the landing zone",
    ]);
    expect(result.notes.join()).toContain(
      "after the snapshot: a table that was written to since then differs",
    );
  });

  test("leaves the pipeline running when it is ended, and says how to look again", async () => {
    const end = new AbortController();
    const said = await runCommand(sandbox, ["--name", "left"], {
      signal: end.signal,
      onProgress: (line) => {
        if (line.startsWith("❯ Export to Parquet")) end.abort(new Error("Ended by SIGINT."));
      },
    });
    expect(said.thrown?.message).toBe("Ended by SIGINT.");
    expect(said.err).toContain(
      "The pipeline goes on by itself. To look again: npm run sandbox:snapshot -- --follow left",
    );
    const { result } = await runForResult(sandbox, ["--follow", "left"]);
    expect(result).toMatchObject({ ok: true, identifier: "left" });
  });

  const COMPARISON = "❯ Comparison of every value";

  test("says that it was ended, and of no difference, when it is ended while it compares", async () => {
    const end = new AbortController();
    const told: string[] = [];
    const said = await runCommand(sandbox, ["--follow", "left"], {
      signal: end.signal,
      onProgress: (line) => {
        told.push(line);
        // One table is compared, the next is not yet.
        if (told.some((each) => each.startsWith(COMPARISON)) && line === "› public.customer")
          end.abort(new Error("Ended by SIGINT."));
      },
    });
    expect(said.thrown?.message).toBe("Ended by SIGINT.");
    expect(said.out).toBe("");
    expect(said.err).toContain("npm run sandbox:snapshot -- --follow left");
  });

  test("tries again to read a file, and tells an AWS failure from a difference", async () => {
    const once = new Set<string>();
    const healed = await runForResult(sandbox, ["--follow", "left"], {
      onClients: ({ s3 }) => {
        failCalls(s3, ({ command, input }) => {
          const { Key = "", Range = "" } = input as { Key?: string; Range?: string };
          if (command !== "GetObjectCommand" || once.has(`${Key} ${Range}`)) return undefined;
          once.add(`${Key} ${Range}`);
          return "ExpiredToken";
        });
      },
    });
    expect(once.size).toBeGreaterThan(0);
    expect(healed.result).toMatchObject({ ok: true, problems: [] });

    const said = await runCommand(sandbox, ["--follow", "left"], {
      onClients: ({ s3 }) => {
        failCalls(s3, ({ command, input }) =>
          command === "GetObjectCommand" && (input as { Range: string }).Range !== "bytes=0-0"
            ? "ExpiredToken"
            : undefined,
        );
      },
    });
    expect(said.out).toBe("");
    expect(said.thrown?.message).toMatch(/^s3:GetObject on .* failed with ExpiredToken/);
    expect(said.err).toContain("npm run sandbox:snapshot -- --follow left");
  });

  test("refuses a name that is taken before it reads the database", async () => {
    const said = await runCommand(sandbox, ["--name", "first"], {
      onReached: () => Promise.reject(new Error("the database was reached")),
    });
    expect(said.thrown?.message).toBe(
      "there is a snapshot first already (available): take another --name, or follow that one with --follow first",
    );
    expect(said.thrown).toMatchObject({ exitCode: 2 });
  });

  test("does not say that nothing was changed once the snapshot is taken", async () => {
    const said = await runCommand(sandbox, ["--name", "taken"], {
      onReached: (times) =>
        times === 2 ? Promise.reject(new ToCorrectError("the secret is another")) : Promise.resolve(),
    });
    expect(said.thrown).toMatchObject({ message: "the secret is another", exitCode: 1 });
    expect(said.err).toContain("npm run sandbox:snapshot -- --follow taken");
  });

  test("says how to find a snapshot that was asked for when it was ended", async () => {
    const end = new AbortController();
    const said = await runCommand(sandbox, ["--name", "asked"], {
      signal: end.signal,
      onClients: ({ rds }) => {
        failCalls(rds, ({ command }) => {
          if (command === "CreateDBSnapshotCommand") end.abort(new Error("Ended by SIGINT."));
          return undefined;
        });
      },
    });
    expect(said.thrown?.message).toBe("Ended by SIGINT.");
    expect(said.progress.join()).toContain("Taking the snapshot asked");
    expect(said.err).toContain(
      "RDS may be taking the snapshot all the same. To look: npm run sandbox:snapshot -- --follow asked",
    );
  });

  test("does not say so when RDS refuses", async () => {
    const said = await runCommand(sandbox, ["--name", "unwanted"], {
      onClients: ({ rds }) => {
        failCalls(rds, ({ command }) =>
          command === "CreateDBSnapshotCommand" ? "SnapshotQuotaExceeded" : undefined,
        );
      },
    });
    expect(said.thrown?.message).toMatch(/SnapshotQuotaExceeded: .* npm run sandbox:clean/);
    expect(said.err).toBe("");
  });

  test("refuses to follow what RDS does not know", async () => {
    const said = await runCommand(sandbox, ["--follow", "nowhere"]);
    expect(said.thrown?.message).toMatch(/RDS knows no snapshot nowhere in eu-west-2/);
    expect(said.thrown).toMatchObject({ exitCode: 2 });
  });

  test("says what it was waiting for when its time is over", async () => {
    const said = await runCommand(sandbox, ["--name", "hanging"], { timeoutSeconds: 20 });
    expect(said.thrown?.message).toMatch(/--timeout\); it was at: Export to Parquet .*hanging: IN_PROGRESS/);
    expect(said.err).toContain("npm run sandbox:snapshot -- --follow hanging");
  });

  test("does not call it a success when there is nothing to compare", async () => {
    await sql("DROP TABLE item, customer, nobody, scratch");
    const { said, result } = await runForResult(sandbox, ["--name", "empty"]);
    expect(said.exitCode).toBe(1);
    expect(result.problems).toEqual([
      "there is no table to compare: npm run sandbox:load loads the sample database",
    ]);
  });
});
