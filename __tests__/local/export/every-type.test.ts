import { parquetMetadata } from "hyparquet";
import { createDatabase } from "../../../local/postgres/databases";
import { startPostgres } from "../../../local/postgres/server";
import type { PostgresServer } from "../../../local/postgres/server";
import { withClient } from "../../../local/postgres/with-client";
import { OwnDatabase } from "../../../local/start/own-database";
import { compareLanding } from "../../../local/verify/compare-landing";
import { everyType, typesSql } from "./every-type";
import { exportRequest, importDate, land, landedFiles } from "./exported-objects";
import { connectionTo } from "./own-session";

jest.setTimeout(120_000);

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => {
  await server.close();
});

it("keeps the types and every value at their edges, as AWS's table of types has them", async () => {
  await createDatabase(server, "types");
  await withClient(server.connection("types"), "test", async (client) => {
    await client.query("CREATE SEQUENCE whatever_seq");
    for (const sql of typesSql) await client.query(sql);
    const columns = everyType.map(({ type }, index) => `c${index} ${type}`);
    await client.query(`CREATE TABLE every_type (id int, ${columns.join(", ")})`);
    const most = Math.max(...everyType.map(({ values }) => values.length));
    for (let row = 0; row <= most; row++) {
      const values = everyType.map(({ type, values: each }) => {
        const value = each[row];
        return value === undefined ? "NULL" : `CAST(${value} AS ${type})`;
      });
      await client.query(`INSERT INTO every_type VALUES (${row}, ${values.join(", ")})`);
    }
  });
  const own = await OwnDatabase.connect({
    connection: connectionTo(server.connection("types")),
    schemas: [],
    tables: [],
    now: () => new Date(),
  });
  try {
    await own.storage.create("types", "k");
    const { request, objects } = exportRequest("k");
    await own.exporter.export(request);
    const [, file] = [...objects].find(([key]) => key.endsWith(".parquet"))!;
    const { schema } = parquetMetadata(new Uint8Array(file));
    const found = schema
      .slice(2)
      .map(({ type, converted_type: annotation }) =>
        [type, annotation].filter((part) => part !== undefined).join(" "),
      );
    expect(found).toEqual(everyType.map(({ parquet }) => parquet));
    const comparison = await compareLanding({
      snapshot: own.readable("k"),
      landed: landedFiles(land(objects)),
      serviceArea: "housing",
      importDate,
    });
    expect(comparison.tables.flatMap(({ problems }) => problems)).toEqual([]);
    expect(comparison.matches).toBe(true);
    const undocumented = everyType.flatMap(({ undocumented: is }, index) =>
      is === true ? [`c${index}`] : [],
    );
    expect(comparison.undocumented.map(({ column }) => column)).toEqual(undocumented);
    expect(comparison.undocumented[0]).toEqual({
      table: "public.every_type",
      column: expect.stringMatching(/^c\d+$/) as unknown,
      type: "macaddr8",
    });
  } finally {
    await own.close();
  }
});
