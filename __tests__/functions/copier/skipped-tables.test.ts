import { leftOut } from "../../../functions/copier/skipped-tables";

describe("tables that RDS left out", () => {
  const reported = {
    skipped: [
      { target: "academy.public.odd", text: "academy.public.odd: SKIPPED" },
      { target: "academy.public.odder", text: "academy.public.odder: SKIPPED" },
    ],
    warnings: ["postgres: no tables"],
  };

  it("count once, though two reports name them, in whatever words", () => {
    for (const text of ["public.odd", "academy.public.odd", '{"table":"public.odd","reason":"X"}'])
      expect(leftOut({ skippedTables: [text], general: ["G"] }, reported)).toEqual({
        skippedTables: [text, "academy.public.odder: SKIPPED"],
        warnings: ["G", "postgres: no tables"],
      });
  });

  it("are all named when only the export's own report names them", () => {
    expect(leftOut({ skippedTables: [], general: [] }, reported).skippedTables).toHaveLength(2);
  });

  it.each([`public.dhA_aL'O'7`, 'public.a "b" c', "public.straße, neu"])(
    "count once whatever their names hold: %s",
    (name) => {
      const skipped = [{ target: `academy.${name}`, text: `academy.${name}: SKIPPED` }];
      for (const text of [name, `academy.${name}`, JSON.stringify({ table: name })])
        expect(
          leftOut({ skippedTables: [text], general: [] }, { skipped, warnings: [] }).skippedTables,
        ).toEqual([text]);
    },
  );

  it("are matched in no longer than they are read, however many there are", () => {
    for (const sign of ["_", "/", ' "quoted" ', "\u0e34"]) {
      const targets = Array.from({ length: 50_000 }, (_, at) => `academy.public.t${sign}${at}`);
      const skipped = targets.map((target) => ({ target, text: `${target}: SKIPPED` }));
      const texts = targets.map((table, at) => (at % 2 === 0 ? table : JSON.stringify({ table })));
      const left = leftOut({ skippedTables: texts, general: [] }, { skipped, warnings: [] });
      expect(left.skippedTables).toEqual(texts);
    }
  });

  it("do not stand for others whose names begin or end like theirs", () => {
    for (const text of ["public.oddest", "republic.odd", "other.public.odd"])
      expect(leftOut({ skippedTables: [text], general: [] }, reported).skippedTables).toHaveLength(3);
  });
});
