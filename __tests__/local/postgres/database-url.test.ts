import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import fc from "fast-check";
import { parseDatabaseUrl } from "../../../local/postgres/database-url";
import type { DatabaseConnection } from "../../../local/postgres/database-url";
import { readDatabaseEnvironment } from "../../../local/postgres/database-environment";

const home = mkdtempSync(path.join(tmpdir(), "home-"));
afterAll(() => {
  rmSync(home, { recursive: true });
});

const passwordOf = ({ settings: { password } }: DatabaseConnection): unknown =>
  typeof password === "function" ? password() : password;

function shown(url: string, environment = {}): readonly unknown[] {
  const connection = parseDatabaseUrl(url, environment);
  const { host, port, user, database } = connection.settings;
  return [user, passwordOf(connection), host, port, database];
}

describe("an address", () => {
  it.each<[string, readonly unknown[]]>([
    ["postgres://me:pw@db.example:5433/shop", ["me", "pw", "db.example", 5433, "shop"]],
    ["postgresql://me@db/shop", ["me", undefined, "db", 5432, "shop"]],
    ["postgres://me@db", ["me", undefined, "db", 5432, "me"]],
    ["postgres://me:@db/x", ["me", undefined, "db", 5432, "x"]],
    ["postgres://a%40b:p%3Aw%2F%25%23@db/s%20h%C3%B6p%2F", ["a@b", "p:w/%#", "db", 5432, "s höp/"]],
    ["postgres://me@[2001:db8::1]:5433/x", ["me", undefined, "2001:db8::1", 5433, "x"]],
    ["postgres://me@/x?host=/var/run/postgresql", ["me", undefined, "/var/run/postgresql", 5432, "x"]],
    ["postgres://me@%2Fvar%2Frun/x", ["me", undefined, "/var/run", 5432, "x"]],
    ["postgres:///x?user=me&password=p%26w&port=6000&host=db", ["me", "p&w", "db", 6000, "x"]],
    ["postgres://me@db/x?dbname=y", ["me", undefined, "db", 5432, "y"]],
  ])("%s", (url, parts) => {
    expect(shown(url)).toEqual(parts);
  });

  it("leaves open what the environment then says", () => {
    const environment = readDatabaseEnvironment({
      PGHOST: "env-host",
      PGPORT: "6432",
      PGUSER: "env-user",
      PGDATABASE: "env-db",
      PGPASSWORD: "env-pw",
      PGSSLMODE: "disable",
      PATH: "/bin",
    });
    expect(shown("postgres://", environment)).toEqual(["env-user", "env-pw", "env-host", 6432, "env-db"]);
    expect(shown("postgres://me:pw@db:1/x", environment)).toEqual(["me", "pw", "db", 1, "x"]);
    expect(parseDatabaseUrl("postgres://", environment).encryption).toEqual([false]);
    expect(readDatabaseEnvironment({ PGPASSWORD: "" })).toEqual({});
  });

  it.each<[string, RegExp]>([
    ["mysql://me:secret@db/x", /cannot be read/],
    ["postgres://me:se@cret@db/x", /cannot be read: .*%40/],
    ["postgres://me:secret#1@db/x", /cannot be read/],
    ["postgres://me:secret@db/x/y", /cannot be read/],
    ["postgres://me:secret%zz@db/x", /^password in the database's address: expected UTF-8/],
    ["postgres://me:secret%00@db/x", /^password in/],
    ["postgres://me:secret@a,b/x", /several hosts/],
    ["postgres://me:secret@db:99999/x", /port: expected a number from 1 to 65535/],
    ["postgres://me:secret@db:abc/x", /port/],
    [
      "postgres://me:secret@db/x?target_session_attrs=any",
      /parameter "target_session_attrs": expected one of host,/,
    ],
    ["postgres://me:secret@db/x?sslmode=maybe", /sslmode: expected disable, allow, prefer/],
    ["postgres://me:secret@db/x?sslmode=verify-ca", /expected sslrootcert/],
    ["postgres://me:secret@db/x?sslrootcert=/nowhere/ca.pem", /\/nowhere\/ca\.pem cannot be read/],
    ["postgres://me:secret@db/x?connect_timeout=soon", /connect_timeout/],
    ["postgres://me:secret@db/x?channel_binding=yes", /channel_binding/],
    ["postgres://me:secret@db/x?user", /expected name=value/],
    ["postgres://me:secret@db/x?user=a&user=b", /there twice/],
  ])("%s is refused, in words that hold no password", (url, message) => {
    const parse = (): unknown => parseDatabaseUrl(url, {});
    expect(parse).toThrow(message);
    expect(parse).not.toThrow(/secret|cret@/);
  });

  it("is never shown with its password, which no print of it holds", () => {
    const word = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .filter((text) => text !== "***");
    fc.assert(
      fc.property(word, (suffix) => {
        const password = `key-of-the-house-${suffix.replaceAll("\0", "")}`;
        const connection = parseDatabaseUrl(`postgres://me:${encodeURIComponent(password)}@db/x`, {});
        expect(passwordOf(connection)).toBe(password);
        expect(connection.address).toBe("postgres://me@db:5432/x");
        expect(JSON.stringify(connection) + inspect(connection, { depth: 9 })).not.toContain(
          "key-of-the-house",
        );
        expect(connection.passwordInAddress).toBe(true);
      }),
    );
  });

  it("shows sockets, IPv6 and signs so that the address can be used again", () => {
    const again = (url: string): string => parseDatabaseUrl(url, {}).address;
    expect(again("postgres://a%40b:p@[::1]/x%2Fy")).toBe("postgres://a%40b@[::1]:5432/x%2Fy");
    expect(again("postgres://me:p@/x?host=/run/pg&port=7")).toBe("postgres://me@/x?host=/run/pg&port=7");
  });
});

describe("encryption", () => {
  const certificate = path.join(home, "ca.pem");
  beforeAll(() => {
    writeFileSync(certificate, "CA");
  });
  const attempts = (parameters: string, environment = {}): unknown =>
    parseDatabaseUrl(`postgres://me@db/x?${parameters}`, environment).encryption;
  const any = { rejectUnauthorized: false };
  const named = { ca: "CA" };
  const anyName = { ca: "CA", checkServerIdentity: expect.any(Function) as unknown };

  it.each<[string, (file: string) => string, unknown]>([
    ["nothing", () => "", [any, false]],
    ["disable", () => "sslmode=disable", [false]],
    ["allow", () => "sslmode=allow", [false, any]],
    ["prefer", () => "sslmode=prefer", [any, false]],
    ["require", () => "sslmode=require", [any]],
    ["require with certificates", (file) => `sslmode=require&sslrootcert=${file}`, [anyName]],
    ["verify-ca", (file) => `sslmode=verify-ca&sslrootcert=${file}`, [anyName]],
    ["verify-full", (file) => `sslmode=verify-full&sslrootcert=${file}`, [named]],
    ["verify-full with the system's", () => "sslmode=verify-full&sslrootcert=system", [{}]],
    ["verify-full alone", () => "sslmode=verify-full", [{}]],
  ])("of %s is libpq's", (_, parameters, expected) => {
    expect(attempts(parameters(certificate))).toEqual(expected);
  });

  it("is none through a Unix socket", () => {
    expect(attempts("host=/run/pg&sslmode=require")).toEqual([false]);
  });

  it("takes the person's own root certificates", () => {
    mkdirSync(path.join(home, ".postgresql"));
    writeFileSync(path.join(home, ".postgresql", "root.crt"), "CA");
    expect(attempts("sslmode=verify-full", { home })).toEqual([named]);
    rmSync(path.join(home, ".postgresql"), { recursive: true });
  });
});

describe("a password file", () => {
  const file = path.join(home, ".pgpass");
  function write(text: string, mode = 0o600): void {
    writeFileSync(file, text);
    chmodSync(file, mode);
  }
  const found = (url: string, environment = {}): unknown =>
    passwordOf(parseDatabaseUrl(url, { home, ...environment }));

  it("gives the password of the first line that fits", () => {
    write(
      "# a comment: db:*:*:*:no\n\nother:*:*:*:no\ndb:5433:*:*:no\ndb:*:x:me:it\\:s \\\\ this:one\n*:*:*:*:any\nlocalhost:*:*:s:sock",
    );
    expect(found("postgres://me@db/x")).toBe("it:s \\ this");
    expect(found("postgres://me@elsewhere/x")).toBe("any");
    expect(found("postgres://me:url@db/x")).toBe("url");
    expect(found("postgres://me@db/x", { password: "env" })).toBe("env");
  });

  it("knows Unix sockets as localhost, and IPv6 with escaped colons", () => {
    write("localhost:*:*:s:sock\n\\:\\:1:*:*:me:six\n");
    expect(found("postgres://s@/x?host=/run/pg")).toBe("sock");
    expect(found("postgres://me@[::1]/x")).toBe("six");
    expect(found("postgres://me@db/x")).toBeUndefined();
  });

  it("counts for nothing when others may read it, and may lie elsewhere", () => {
    write("*:*:*:*:any\n", 0o644);
    expect(found("postgres://me@db/x")).toBeUndefined();
    write("*:*:*:*:any\n");
    expect(passwordOf(parseDatabaseUrl("postgres://me@db/x", { passwordFile: file }))).toBe("any");
    expect(passwordOf(parseDatabaseUrl(`postgres://me@db/x?passfile=${file}`, {}))).toBe("any");
    expect(passwordOf(parseDatabaseUrl("postgres://me@db/x", { passwordFile: "/nowhere" }))).toBeUndefined();
  });
});
