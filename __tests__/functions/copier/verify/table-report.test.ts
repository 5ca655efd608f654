import { judgeReport, parseTableReport } from "../../../../functions/copier/verify/table-report";

const report = (...perTableStatus: readonly unknown[]): string => JSON.stringify({ perTableStatus });
const judge = (
  tables: readonly (readonly [string, string])[],
  ...entries: readonly unknown[]
): ReturnType<typeof judgeReport> =>
  judgeReport(
    parseTableReport(report(...entries)) ?? [],
    tables.map(([database, table]) => ({ database, table })),
  );

describe("RDS's report of an export's tables", () => {
  it("is read whatever the case of its keys, and whatever else it holds", () => {
    const text = JSON.stringify({
      PerTableStatus: [
        { Target: "db.public.a", Status: "complete", TableStatistics: { partitioningInfo: {} }, sizeGB: 0 },
        {
          target: "db.public.b",
          status: "COMPLETE",
          WarningMessage: "some rows were skipped",
          SchemaMetadata: {},
        },
        { status: "COMPLETE" },
        "text",
        null,
      ],
      another: 1,
    });
    expect(parseTableReport(text)).toMatchObject([
      { target: "db.public.a", status: "COMPLETE", warning: undefined, hasColumns: false },
      { target: "db.public.b", status: "COMPLETE", warning: "some rows were skipped", hasColumns: true },
      { target: undefined, status: "COMPLETE", text: '{"status":"COMPLETE"}' },
      { target: undefined, status: undefined, text: '"text"' },
      { target: undefined, status: undefined, text: "null" },
    ]);
  });

  it.each(["", "{", "null", "[]", "{}", '{"perTableStatus":{}}'])("is none when it is %j", (text) => {
    expect(parseTableReport(text)).toBeUndefined();
  });

  it("is told of where nobody has seen its like: no name, a state or a warning that is no text", () => {
    const { skipped, warnings, missing } = judge(
      [["academy", "public.person"]],
      { status: "COMPLETE", rows: 1 },
      { table: "academy.public.gone", status: "FAILED" },
      { target: "academy.public.odd", status: { code: "FAILED" } },
      { target: "academy.public.other", exportStatus: "FAILED" },
      { target: "academy.public.person", status: "COMPLETE", warningMessage: ["one", "two"] },
    );
    expect(skipped.map(({ text }) => text)).toEqual([
      `An entry of RDS's report names no table: {"table":"academy.public.gone","status":"FAILED"}`,
      'academy.public.odd: {"CODE":"FAILED"}',
      "academy.public.other: no state, and no file",
    ]);
    expect(warnings).toEqual([
      `An entry of RDS's report names no table: {"status":"COMPLETE","rows":1}`,
      'academy.public.person: COMPLETE, ["one","two"]',
    ]);
    expect(missing).toEqual([]);
  });

  it("has nothing to say where each table that it names is there", () => {
    const complete = (target: string): object => ({ target, status: "COMPLETE" });
    const tables = [
      ["academy", "public.person"],
      ["shop", "shop.orders"],
      ["my.db", "odd.schema.with.dots"],
      ["academy", "public.a_b"],
    ] as const;
    expect(
      judge(
        tables,
        complete("academy.public.person"),
        complete("shop.orders"),
        complete("my.db.odd.schema.with.dots"),
        complete("academy.public.a b"),
      ),
    ).toEqual({ missing: [], skipped: [], warnings: [] });
  });

  it("has nothing to say of a table whose folder holds the characters that RDS replaces otherwise", () => {
    const odd = 'a\\ `b"';
    const complete = { status: "COMPLETE", target: `${odd}.public.${odd}` };
    expect(judge([[odd, `public.${odd}`]], complete).missing).toEqual([]);
  });

  it("names tables that are exported, but of which there is nothing", () => {
    expect(
      judge([["academy", "public.person"]], { target: "academy.public.gone", status: "COMPLETE" }).missing,
    ).toEqual(["academy.public.gone"]);
  });

  it("names tables that were not exported, with RDS's reason", () => {
    expect(
      judge([["academy", "public.person"]], {
        target: "academy.public.odd",
        status: "SKIPPED",
        warningMessage: "PERMISSIONS_DO_NOT_EXIST",
      }),
    ).toEqual({
      missing: [],
      skipped: [
        { target: "academy.public.odd", text: "academy.public.odd: SKIPPED, PERMISSIONS_DO_NOT_EXIST" },
      ],
      warnings: [],
    });
  });

  it("takes what it says of a whole database for a warning, whatever its state", () => {
    const found = judge(
      [["my.db", "public.person"]],
      { target: "postgres", status: "COMPLETE", warningMessage: "no tables" },
      { target: "rdsadmin", status: "FAILED" },
      { target: "my.db", status: "FAILED", warningMessage: "odd" },
      { target: "quiet", status: "COMPLETE" },
    );
    expect(found).toEqual({
      missing: [],
      skipped: [],
      warnings: ["postgres: COMPLETE, no tables", "rdsadmin: FAILED", "my.db: FAILED, odd"],
    });
  });

  it("knows a database by its entry, which tells of no columns, when its name holds a dot", () => {
    const table = { target: "academy.public.person", status: "COMPLETE", schemaMetadata: {} };
    const empty = { target: "app.prod", status: "COMPLETE", warningMessage: "no tables" };
    expect(judge([["academy", "public.person"]], table, empty)).toEqual({
      missing: [],
      skipped: [],
      warnings: ["app.prod: COMPLETE, no tables"],
    });
    expect(judge([], empty).missing).toEqual([]);
    expect(
      judge([["academy", "public.person"]], table, { target: "app.prod", status: "COMPLETE" }).missing,
    ).toEqual([]);
  });

  it("still names a table that tells of its columns and is not there, or was not exported", () => {
    const gone = {
      target: "academy.public.gone",
      status: "COMPLETE",
      schemaMetadata: {},
      warningMessage: "odd",
    };
    const failed = { target: "academy.public.failed", status: "FAILED" };
    const found = judge([["academy", "public.person"]], gone, failed);
    expect(found.missing).toEqual(["academy.public.gone"]);
    expect(found.skipped).toMatchObject([{ target: "academy.public.failed" }]);
  });

  it("keeps a warning of a table that was exported", () => {
    expect(
      judge([["academy", "public.person"]], {
        target: "academy.public.person",
        status: "COMPLETE",
        warningMessage: "rows above 2 GB were left out",
      }),
    ).toMatchObject({ skipped: [], warnings: [expect.stringContaining("above 2 GB")] });
  });
});
