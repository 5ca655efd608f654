import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import {
  createTemporaryFolder,
  removeStaleFolders,
  TemporaryFolderError,
} from "../../../local/postgres/temporary-folder";

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), "stale-"));
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

function folder(name: string, owner: object | undefined, serverPid?: number): string {
  const made = path.join(parent, name);
  mkdirSync(path.join(made, "data"), { recursive: true });
  if (owner !== undefined) writeFileSync(path.join(made, "owner.json"), JSON.stringify(owner));
  if (serverPid !== undefined)
    writeFileSync(path.join(made, "data", "postmaster.pid"), `${serverPid}\n/data\n`);
  return made;
}

const deadPid = spawnSync(process.execPath, ["-e", ""]).pid;
const host = hostname();

it("removes what a process left behind that is gone, when the next folder is made", () => {
  const left = folder("db-snapshot-to-s3-postgres-left", { pid: deadPid, host }, deadPid);
  const made = createTemporaryFolder("export", parent);
  expect(existsSync(left)).toBe(false);
  expect(existsSync(path.join(made, "owner.json"))).toBe(true);
  removeStaleFolders(parent);
  expect(existsSync(made)).toBe(true);
});

it.each([
  ["whose process runs", "db-snapshot-to-s3-postgres-a", { pid: process.pid, host }, undefined],
  [
    "of another host, whose processes cannot be seen",
    "db-snapshot-to-s3-a",
    { pid: deadPid, host: `not-${host}` },
    undefined,
  ],
  ["in which a server still runs", "db-snapshot-to-s3-a", { pid: deadPid, host }, process.pid],
  ["that says nothing of its owner", "db-snapshot-to-s3-a", undefined, undefined],
  ["of others", "postgres-left", { pid: deadPid, host }, undefined],
])("leaves a folder alone %s", (_, name, owner, serverPid) => {
  const kept = folder(name, owner, serverPid);
  removeStaleFolders(parent);
  expect(existsSync(kept)).toBe(true);
});

it.each([
  ["missing", "missing", "ENOENT"],
  ["a file", "file", "ENOTDIR"],
])("says in one line that the parent is %s", (_, name, code) => {
  const wrong = path.join(parent, name);
  writeFileSync(path.join(parent, "file"), "");
  const make = (): string => createTemporaryFolder("export", wrong);
  expect(make).toThrow(TemporaryFolderError);
  expect(make).toThrow(`TMPDIR ${wrong} is not a folder that can be written: ${code}`);
});
