import type { Client } from "pg";
import { fillWithSample } from "../../../../local/postgres/sample-database";
import { SAMPLE_SCHEMAS } from "../../../../local/postgres/sample/schema";
import { sampleSizeFor } from "../../../../local/postgres/sample/sample-size";
import type { Transfer } from "../transfer";
import { markerText, sampleDefinition } from "./sample-marker";

export interface SampleRequest {
  readonly seed: number;
  readonly rows: number;
}

/** Writes the sample and its marker, within the caller's transaction. */
export async function loadSample(
  client: Client,
  { seed, rows }: SampleRequest,
  transfer: Transfer,
): Promise<void> {
  let open = "";
  const { totalRows } = await fillWithSample(client, {
    seed,
    size: sampleSizeFor(rows),
    onRows: (table, soFar, bytes) => {
      if (table !== open) {
        open = table;
        transfer.began(table);
      }
      transfer.rowsSoFar(soFar);
      transfer.at(bytes);
    },
    onTable: () => {
      transfer.ended();
    },
  });
  const marker = client.escapeLiteral(markerText({ seed, rows, totalRows, definition: sampleDefinition }));
  for (const schema of SAMPLE_SCHEMAS) await client.query(`COMMENT ON SCHEMA ${schema} IS ${marker}`);
}
