import { execFileSync } from "node:child_process";
import { chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createDatabase } from "../../../../local/postgres/databases";
import { startPostgres, type PostgresServer } from "../../../../local/postgres/server";
import { withClient } from "../../../../local/postgres/with-client";

export const DATABASE_HOST = "sandbox.abc.eu-west-2.rds.amazonaws.com";
export const DATABASE_NAME = "sandbox_db";
export const MASTER = { username: "sandbox_master", password: 'p\'w "of" the master' };

/** PostgreSQL that encrypts, and a database in it that belongs to somebody who is no superuser, as in RDS. */
export interface TlsPostgres {
  readonly server: PostgresServer;
  /** Certificate of who has signed the server's. */
  readonly caFile: string;
  /** Of somebody else. */
  readonly otherCaFile: string;
  close(): Promise<void>;
}

/** Needs openssl. */
export async function startTlsPostgres(): Promise<TlsPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), "tls-postgres-"));
  const caFile = authority(folder, "ca");
  const otherCaFile = authority(folder, "other-ca");
  const key = path.join(folder, "server.key");
  const certificate = signed(folder, "ca", key);
  const server = await startPostgres();
  await encrypt(server, key, certificate);
  await createMaster(server);
  return {
    server,
    caFile,
    otherCaFile,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function openssl(folder: string, ...args: string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
}

function authority(folder: string, name: string): string {
  const options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
  openssl(folder, "req", ...options, "-keyout", `${name}.key`, "-out", `${name}.pem`);
  return path.join(folder, `${name}.pem`);
}

function signed(folder: string, ca: string, key: string): string {
  openssl(
    folder,
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=server",
    "-keyout",
    key,
    "-out",
    "csr",
  );
  writeFileSync(path.join(folder, "san"), `subjectAltName=DNS:${DATABASE_HOST}\n`);
  const by = ["-CA", `${ca}.pem`, "-CAkey", `${ca}.key`, "-CAcreateserial", "-extfile", "san"];
  openssl(folder, "x509", "-req", "-in", "csr", ...by, "-days", "2", "-out", "server.pem");
  return path.join(folder, "server.pem");
}

/** Only encrypted connections are let in from then on, but the superuser's. */
async function encrypt(server: PostgresServer, key: string, certificate: string): Promise<void> {
  const data = path.join(server.directory, "data");
  const { uid, gid } = statSync(data);
  for (const [from, name] of [
    [key, "server.key"],
    [certificate, "server.crt"],
  ] as const) {
    const to = path.join(data, name);
    copyFileSync(from, to);
    chmodSync(to, 0o600);
    chownSync(to, uid, gid);
  }
  writeFileSync(
    path.join(data, "pg_hba.conf"),
    "host all postgres 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256\n",
  );
  await withClient(server.connection("postgres"), "test", async (client) => {
    await client.query("ALTER SYSTEM SET ssl = on");
    await client.query("SELECT pg_reload_conf()");
  });
  // The server reads its files anew in its own time.
  for (;;) {
    const ready = await withClient(server.connection("postgres"), "test", async (client) => {
      const { rows } = await client.query<{ ssl: string }>("SHOW ssl");
      return rows[0]?.ssl === "on";
    });
    if (ready) return;
  }
}

async function createMaster(server: PostgresServer): Promise<void> {
  await withClient(server.connection("postgres"), "test", async (client) => {
    const password = client.escapeLiteral(MASTER.password);
    await client.query(`CREATE ROLE ${MASTER.username} LOGIN CREATEROLE PASSWORD ${password}`);
  });
  await createMasterDatabase(server);
}

/** An empty database of the master user's. */
export async function createMasterDatabase(server: PostgresServer): Promise<void> {
  await createDatabase(server, DATABASE_NAME);
  await withClient(server.connection("postgres"), "test", (client) =>
    client.query(`ALTER DATABASE ${DATABASE_NAME} OWNER TO ${MASTER.username}`),
  );
}
