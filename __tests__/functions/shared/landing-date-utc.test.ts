import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import path from "node:path";

const source = path.resolve(__dirname, "../../../functions/shared/landing-date.ts");

// Processes of their own: a time zone is read at the start, and changing it inside jest changes nothing.
describe("defect 12: days are UTC", () => {
  const { outputFiles } = buildSync({ entryPoints: [source], bundle: true, write: false, format: "cjs" });
  const module = outputFiles[0]?.text ?? "";

  it.each(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])("in a process in the time zone %s", (TZ) => {
    const script = `${module};
      const day = (time) => module.exports.importDate(module.exports.landingDate("snapshot", new Date(time)));
      console.log(new Date(0).getTimezoneOffset(), day("2024-02-29T00:00:00Z"), day("2024-02-29T23:59:59Z"));`;
    const printed = execFileSync(process.execPath, ["-e", script], { env: { TZ }, encoding: "utf8" });
    const [offset, ...days] = printed.trim().split(" ");
    expect(days).toEqual(["20240229", "20240229"]);
    expect(offset === "0").toBe(TZ === "UTC");
  });
});
