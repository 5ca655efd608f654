import fc from "fast-check";
import type { PlannedTable } from "../plan";
import { weighted } from "./settings";

type PlannedFile = PlannedTable["batches"][number][number];

/** Everything printable that one segment of a key may hold; a slash would begin another. */
const PRINTABLE = Array.from({ length: 0x7e - 0x20 + 1 }, (_, at) => String.fromCharCode(0x20 + at)).filter(
  (character) => character !== "/",
);

const oddWord = fc.string({
  unit: fc.constantFrom(...PRINTABLE, "ä", "é", "日", "🦊"),
  minLength: 1,
  maxLength: 12,
});

/** RDS replaces some characters in its folders' names (USER_ExportSnapshot). */
const folderWord = oddWord.map((word) => word.replaceAll(/[\\`" ]/g, "_"));

const databases = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("app", "tenant_2") },
  { weight: 1, arbitrary: folderWord },
);

const tableNames = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("public.users", "public.order_items", "audit.log", "app.app") },
  // Tables named like partitions, or like paths.
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "import_date=20260301",
      "import_year=2026",
      "..",
      ".",
      "public.a..b",
      "_SUCCESS",
    ),
  },
  { weight: 2, arbitrary: folderWord.map((word) => `public.${word}`) },
);

const GIBIBYTE = 1024 ** 3;

const bytes = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 200, max: 10_000_000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 10_000_000, max: 400_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 5 * GIBIBYTE) },
  { weight: 1, arbitrary: fc.constantFrom(5 * GIBIBYTE + 1, 6 * GIBIBYTE, 23 * GIBIBYTE + 7) },
);

/** How a file is named; what makes the name the only one of its kind is put in by {@link tablesOf}. */
const fileForm = fc.oneof(
  { weight: 6, arbitrary: fc.constant("part-00000-%-c000.gz.parquet") },
  { weight: 1, arbitrary: oddWord.map((word) => `${word.replaceAll("%", "p")}%.parquet`) },
  { weight: 1, arbitrary: fc.constant("%.gz.parquet") },
);

const file = fc.record({ form: fileForm, size: bytes });
const batch = fc.array(file, { maxLength: 4 });

const tableShape = fc.record({
  database: databases,
  table: tableNames,
  batches: fc.array(batch, { maxLength: 3 }),
});

type TableShape = typeof tableShape extends fc.Arbitrary<infer Shape> ? Shape : never;

/** What a snapshot holds. Names are not yet those of one snapshot alone. */
export const contents = fc.record({
  tables: fc.oneof(
    { weight: 40, arbitrary: tablesBetween(1, 3) },
    // A database without any table.
    { weight: 1, arbitrary: tablesBetween(0, 0) },
  ),
  /** Two files of one name in two batches: they cannot both land. */
  collides: weighted([40, false], [1, true]),
});

export type Contents = typeof contents extends fc.Arbitrary<infer Value> ? Value : never;

function tablesBetween(minLength: number, maxLength: number): fc.Arbitrary<TableShape[]> {
  return fc.uniqueArray(tableShape, {
    minLength,
    maxLength,
    selector: ({ database, table }) => `${database}/${table}`,
  });
}

/**
 * Gives every file a name that no other has, as RDS does by a UUID: files of several exports of one day lie side by
 * side in the zone.
 *
 * @param snapshot index in the plan
 */
export function tablesOf({ tables, collides }: Contents, snapshot: number): readonly PlannedTable[] {
  let number = 0;
  const named = tables.map(({ database, table, batches }): PlannedTable => ({
    database,
    table,
    batches: batches.map((files) =>
      files.map(({ form, size }): PlannedFile => ({
        name: form.replace("%", `${snapshot}x${number++}`),
        bytes: size,
      })),
    ),
  }));
  const [first, ...others] = named;
  const twin = first?.batches.flat()[0];
  if (!collides || first === undefined || twin === undefined) return named;
  return [{ ...first, batches: [...first.batches, [twin]] }, ...others];
}
