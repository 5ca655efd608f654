import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunRequest } from "../../../local/start/arguments";
import { personPath, unwritable } from "../../../local/start/person-path";
import { readInputs } from "../../../local/start/run-inputs";
import { DEFAULT_RUN_OPTIONS } from "../../../local/start/run-options";

const directory = mkdtempSync(path.join(tmpdir(), "inputs-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const request: RunRequest = { kind: "run", options: DEFAULT_RUN_OPTIONS, json: false, calls: false };
const withFaults = (...faults: string[]): RunRequest => ({
  ...request,
  options: { ...DEFAULT_RUN_OPTIONS, faults },
});

describe("readInputs", () => {
  test("reads nothing where nothing is given", () => {
    expect(readInputs(request, {})).toEqual({
      kind: "inputs",
      inputs: { options: DEFAULT_RUN_OPTIONS, faults: undefined, database: undefined },
    });
  });

  test("shows an address without its password, and keeps the password for who connects", () => {
    const database = { url: "postgres://me:s3cret@db.example/shop", schemas: ["public"], tables: [] };
    const read = readInputs({ ...request, database }, {});
    expect(JSON.stringify(read)).not.toContain("s3cret");
    expect(read).toMatchObject({
      inputs: {
        options: { ownDatabase: { address: "postgres://me@db.example:5432/shop", schemas: ["public"] } },
        database: { connection: { passwordInAddress: true } },
      },
    });
  });

  test.each([
    "mysql://me:s3cret@db/x",
    "postgres://me:s3cret@db:port/x",
    "postgres://me:s3cret@db/x?sslmod=no",
  ])("refuses the address %s without showing the password", (url) => {
    const read = readInputs({ ...request, database: { url, schemas: [], tables: [] } }, {});
    expect(read).toMatchObject({ kind: "refused", message: expect.stringMatching(/\w/) });
    expect(JSON.stringify(read)).not.toContain("s3cret");
  });

  test("reads faults from words and from files, and refuses all that is wrong at once", () => {
    const file = path.join(directory, "plan.json");
    const fault = { operation: "s3:CopyObject", effect: { kind: "error", code: "SlowDown" } };
    writeFileSync(file, JSON.stringify({ version: 1, faults: [fault] }));
    const read = readInputs(withFaults(file, "rds:export=hang"), {});
    expect(read).toMatchObject({
      inputs: { faults: { faults: [{ operation: "s3:CopyObject" }, { operation: "rds:export" }] } },
    });
    expect(readInputs(withFaults("s3:CopyObjekt=SlowDown", "missing.json"), {})).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/CopyObject(.|\n)*missing\.json: there is no such file/),
    });
  });

  test("refuses a report where no file can be", () => {
    const read = readInputs({ ...request, report: path.join(directory, "no", "r.html") }, {});
    expect(read).toMatchObject({ kind: "refused", message: expect.stringContaining("there is no folder") });
  });
});

describe("paths", () => {
  test("are meant from where the person is, not from where npm starts the run", () => {
    expect(personPath("a.html", { INIT_CWD: "/home/me" })).toBe("/home/me/a.html");
    expect(personPath("/tmp/a.html", { INIT_CWD: "/home/me" })).toBe("/tmp/a.html");
    expect(personPath("a.html", {})).toBe(path.resolve("a.html"));
  });

  test("are no files when they are folders", () => {
    expect(unwritable(directory)).toContain("it is a folder");
    expect(unwritable(path.join(directory, "a.html"))).toBeUndefined();
  });
});
