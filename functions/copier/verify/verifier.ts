import type { ManifestTable, Tally } from "../../shared/manifest";
import { exportedObject } from "../landing-key";
import type { OpenTable } from "../place";
import type { StoredObject } from "../plan";
import { Differences } from "./differences";
import { explainDifferences } from "./explain-differences";
import { sameFiles, sumOf, TallyCounter } from "./tally";
import type { VerifyPorts, VerifyPosition, VerifySettings } from "./verify";
import { listPartition, partitionPrefix, type TableName } from "./zone-partition";

/** The table that the listing is at. */
interface CountedTable extends TableName {
  readonly counter: TallyCounter;
  success: boolean;
  /** How far the zone was counted before. */
  readonly zone?: OpenTable["zone"];
  readonly recount?: OpenTable["recount"];
}

/** The beginning of an export's listing. */
export interface ExportStart {
  readonly isThere: boolean;
  /** The first table that has files, or is marked to have none. */
  readonly table: TableName | undefined;
}

/**
 * Goes through an export's listing and the zone's partitions, and knows at each moment where it stands: what it has found, and
 * from where another can go on.
 */
export class Verifier {
  readonly tables: ManifestTable[] = [];
  readonly differences = new Differences();
  /** Whatever fails: from here the verification goes on. */
  position: VerifyPosition;
  private after: string | undefined;
  private counted: CountedTable | undefined;

  constructor(
    private readonly settings: VerifySettings,
    from: VerifyPosition,
    private readonly ports: VerifyPorts,
  ) {
    this.position = from;
    this.after = from.after;
    const name = from.after === undefined ? undefined : tableOf(from.after.slice(settings.prefix.length));
    if (name !== undefined && from.table !== undefined) {
      const { tally, success, zone, recount } = from.table;
      this.counted = { ...name, counter: new TallyCounter(tally), success, zone, recount };
    }
  }

  /** @returns what lies first under the export's prefix @throws what a call failed with, or TimeShortError */
  async run(): Promise<ExportStart> {
    const { settings, ports } = this;
    const { bucket, prefix } = settings;
    ports.time.check();
    for await (const page of ports.storage.list(bucket, prefix, ports.time.signal, this.after)) {
      for (const object of page) await this.take(object);
      this.position = { after: this.after, table: this.openTable() };
      ports.time.check();
    }
    await this.close();
    ports.time.check();
    return await this.startOf();
  }

  private async take({ key, size }: StoredObject): Promise<void> {
    const path = key.slice(this.settings.prefix.length);
    const name = tableOf(path);
    const { counted } = this;
    if (counted !== undefined && (counted.database !== name?.database || counted.table !== name.table))
      await this.close();
    this.after = key;

    const object = exportedObject(path, size);
    if (object.kind === "stray") this.differences.strays.add(key);
    if (name === undefined) return;
    this.counted ??= { ...name, counter: new TallyCounter(), success: false };
    if (object.kind === "file") this.counted.counter.add(object.place.fileName, size);
    else if (object.kind === "success") this.counted.success = true;
  }

  /** The listing is through with a table: now the zone's turn. */
  private async close(): Promise<void> {
    const table = this.openTable();
    const { counted } = this;
    if (counted === undefined || table === undefined) return;
    const { database, table: name } = counted;
    this.position = { after: this.after, table };
    // Neither a file nor a mark that there are none: RDS has not exported it.
    if (table.tally.files > 0 || table.success) {
      const differences = await this.compare(counted, table);
      if (differences?.found === true) this.differences.addAll(differences);
      else this.tables.push({ database, table: name, ...table.tally });
    }
    this.counted = undefined;
    this.position = { after: this.after };
  }

  /** @returns nothing when the counts agree already */
  private async compare(table: TableName, open: OpenTable): Promise<Differences | undefined> {
    const { settings, ports } = this;
    const partition = partitionPrefix(settings, table);
    const counter = new TallyCounter(open.zone?.tally);
    for await (const page of listPartition(ports.storage, partition, ports.time.signal, open.zone?.after)) {
      for (const { key, size } of page) counter.add(key.slice(partition.length), size);
      const after = page.at(-1)?.key;
      if (after !== undefined)
        this.position = { after: this.after, table: { ...open, zone: { after, tally: counter.tally() } } };
      ports.time.check();
    }
    const zone = counter.tally();
    const isExplainedWith = (others: ReadonlyMap<string, Tally>): boolean =>
      sameFiles(sumOf([open.tally, ...others.values()]), zone);
    // Also where the zone holds as many files as the export: another landing of the day may have had files of the same names.
    const agrees =
      isExplainedWith(await ports.others.landedMeanwhile(table)) ||
      isExplainedWith(await ports.others.landed(table));
    // Two that land at one time may each take the other's file for its own: then names are looked at.
    if (agrees && !(await ports.others.isLanding(table, ports.time.signal))) return undefined;
    // Names are looked at in one go. Who comes after a cut counts the zone anew: what others landed may be whole by then.
    this.position = { after: this.after, table: { ...open, zone: undefined, recount: true } };
    return await explainDifferences(table, { settings, ...ports });
  }

  /** Expired in the middle of the listing, an export would seem smaller than it was. */
  private async startOf(): Promise<ExportStart> {
    const { bucket, prefix } = this.settings;
    for await (const page of this.ports.storage.list(bucket, prefix, this.ports.time.signal)) {
      const first = page.find(({ key, size }) =>
        ["file", "success"].includes(exportedObject(key.slice(prefix.length), size).kind),
      );
      return { isThere: page.length > 0, table: first && tableOf(first.key.slice(prefix.length)) };
    }
    return { isThere: false, table: undefined };
  }

  private openTable(): OpenTable | undefined {
    const { counted } = this;
    if (counted === undefined) return undefined;
    const { counter, success, zone, recount } = counted;
    return { tally: counter.tally(), success, zone, recount };
  }
}

/** @param path without the export's prefix */
function tableOf(path: string): TableName | undefined {
  const [database, table, ...rest] = path.split("/");
  return database && table && rest.length > 0 ? { database, table } : undefined;
}
