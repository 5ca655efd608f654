import { NamedList } from "../named-list";

/** What keeps an export and the landing zone from being the same. */
export class Differences {
  /** Files of the export that are not in the zone, or not with their size. */
  readonly missing = new NamedList();
  /** Files of one table, of this export or of several of one day, that would all land on one key. */
  readonly colliding = new NamedList();
  /** Files in the zone that neither this export nor one of another snapshot of that day has. */
  readonly unknown = new NamedList();
  /** Objects of the export that RDS is not known to write: Parquet files outside of any table, other files in a table. */
  readonly strays = new NamedList();

  get found(): boolean {
    return [this.missing, this.colliding, this.unknown, this.strays].some(({ total }) => total > 0);
  }

  addAll(others: Differences): void {
    this.missing.addAll(others.missing);
    this.colliding.addAll(others.colliding);
    this.unknown.addAll(others.unknown);
    this.strays.addAll(others.strays);
  }
}
