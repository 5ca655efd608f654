import { decideTable } from "../../../local/export/decide-table";
import type { ExportColumn } from "../../../local/export/catalogue";

const column = (name: string): ExportColumn => ({
  name,
  kind: "text",
  typeName: "text",
  originalType: "text",
  charMaxLength: 0,
  numPrecision: 0,
  dateTimePrecision: 0,
});
const table = (name: string, ...columns: string[]) => ({
  schema: "repairs",
  table: name,
  columns: columns.map(column),
  readable: true,
  filtered: false,
});

describe("a table is skipped as RDS skips it", () => {
  it.each([",", ";", "{", "}", "(", ")", "\n", "\t", "=", " "])("for a column name with %j", (sign) => {
    const decision = decideTable("council", table("request", "id", `cost${sign}net`), []);
    expect(decision).toEqual({
      kind: "skip",
      reason: `UNSUPPORTED_COLUMN_NAME: ${JSON.stringify(`cost${sign}net`)}`,
    });
  });

  it("for a slash in its name", () => {
    expect(decideTable("council", table("in/out", "id"), [])).toEqual({
      kind: "skip",
      reason: "TABLE_NAME_CONTAINS_SLASH",
    });
  });

  it("when it has no columns", () => {
    expect(decideTable("council", table("nothing"), [])).toEqual({
      kind: "skip",
      reason: "TABLE_HAS_NO_COLUMNS",
    });
  });
});

it("is skipped when its rows may not be read, all of them", () => {
  const decide = (rights: { readable: boolean; filtered: boolean }) =>
    decideTable("council", { ...table("request", "id"), ...rights }, []);
  expect(decide({ readable: false, filtered: true })).toEqual({
    kind: "skip",
    reason: "PERMISSIONS_DO_NOT_EXIST",
  });
  expect(decide({ readable: true, filtered: true })).toEqual({
    kind: "skip",
    reason: "PERMISSIONS_DO_NOT_EXIST: row-level security hides rows from this user",
  });
});

it.each(["Größe", "select", "a-b", "a.b", 'q"uote', "a/b", "[x]", "漢字", "é"])(
  "exports a column named %s",
  (name) => {
    expect(decideTable("council", table("request", name), [])).toEqual({ kind: "export" });
  },
);

it.each([
  [[], "export"],
  [["council"], "export"],
  [["council.repairs"], "export"],
  [["council.repairs.request"], "export"],
  [["council.repairs.order", "council.repairs.request"], "export"],
  [["council.repairs.order"], "leave out"],
  [["council.registry"], "leave out"],
  [["other"], "leave out"],
  [["counc"], "leave out"],
])("with ExportOnly %j: %s", (exportOnly, kind) => {
  expect(decideTable("council", table("request", "id"), exportOnly).kind).toBe(kind);
});

it("says nothing of a table that could not be exported, but was not asked for", () => {
  expect(decideTable("council", table("in/out", "id"), ["council.registry"]).kind).toBe("leave out");
});
