import { reportLines } from "../../../local/start/report";
import { goodRun } from "../report/fixtures/runs";

const text = (...given: Parameters<typeof reportLines>): string => reportLines(...given).join("\n");

describe("reportLines", () => {
  test("shows every table with both sides, and the verdict", () => {
    const shown = text(goodRun());
    for (const { table } of goodRun().snapshots.flatMap(({ tables }) => tables))
      expect(shown).toContain(table);
    expect(shown).toMatch(/16 of 16 tables landed with the same rows and values/);
    expect(shown).not.toContain("Calls:");
    expect(shown).not.toContain("AWS_ENDPOINT_URL");
  });

  test("lists what RDS leaves out and what AWS documents no form of, cut where a person stops reading", () => {
    const [snapshot] = goodRun().snapshots;
    const unexported = Array.from({ length: 23 }, (_, index) => ({ name: `public.v${index}`, reason: "no" }));
    const undocumented = [{ table: "public.place", column: "shape", type: "public.geometry" }];
    const shown = text(goodRun({ snapshots: [{ ...snapshot!, unexported, undocumented }] }));
    expect(shown).toContain("  public.v19: no\n  and 3 more\n");
    expect(shown).toContain("  public.place.shape (public.geometry)");
  });

  test("shows calls and where the report lies when asked", () => {
    const shown = text(goodRun(), { calls: true, report: "/tmp/run.html" });
    expect(shown).toMatch(/Calls:\n\d\d:\d\d:\d\d\.\d{3} events\.rds\.amazonaws\.com rds:CreateDBSnapshot/);
    expect(shown).toContain("The report: /tmp/run.html");
  });

  test("says how to reach an account that is kept up", () => {
    const account = {
      endpoint: "http://127.0.0.1:4000",
      environment: { AWS_ENDPOINT_URL: "http://127.0.0.1:4000", AWS_ACCESS_KEY_ID: "ASIA" },
      profiles: ["you", "copier-function"],
      environmentFile: "/x/.local/run/aws.env",
    };
    const shown = text(goodRun({ account }));
    expect(shown).toContain("source /x/.local/run/aws.env");
    expect(shown).toContain("export AWS_ACCESS_KEY_ID=ASIA");
    expect(shown).toContain("you, copier-function");
  });

  test("lists every problem of a run that is not well", () => {
    const shown = text(goodRun({ ok: false, problems: ["one", "two"] }));
    expect(shown).toContain("Not as it should be (20.5 s):\n  - one\n  - two");
  });
});
