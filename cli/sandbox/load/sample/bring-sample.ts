import type { Client } from "pg";
import { ToCorrectError } from "../../../shared/command/command-error";
import type { Note } from "../../../shared/progress/progress";
import { readContents } from "../database/contents";
import { countTables } from "../database/table-counts";
import { Transfer } from "../transfer";
import { whole } from "../words";
import { decideSample, type WantedSample } from "./decide-sample";
import { dropSample } from "./drop-sample";
import { loadSample } from "./load-sample";
import type { SampleMarker } from "./sample-marker";

/**
 * Makes the database hold the sample, within the caller's transaction.
 *
 * @returns what was done, in words
 * @throws ToCorrectError when it holds something that is not the sample's
 */
export async function bringSample(client: Client, wanted: WantedSample, note: Note): Promise<string> {
  const decision = decideSample(await readContents(client), wanted);
  switch (decision.kind) {
    case "refused":
      throw new ToCorrectError(`${decision.reason}. Nothing was changed`);
    case "there":
      return there(client, decision.marker);
    case "load": {
      if (decision.drop.length > 0) note("another sample is there: it is replaced");
      await dropSample(client, decision.drop);
      const transfer = new Transfer(note);
      await loadSample(client, wanted, transfer);
      return transfer.words();
    }
  }
}

async function there(client: Client, { seed, totalRows }: SampleMarker): Promise<string> {
  const rows = (await countTables(client)).reduce((sum, table) => sum + (table.rows ?? 0), 0);
  const changed =
    rows === totalRows
      ? ""
      : `; it held ${whole(totalRows)} rows when it was loaded and holds ${whole(rows)} now: somebody has changed it`;
  return `there already (seed ${seed}), nothing was changed${changed}. --again loads it anew`;
}
