/** Durable, consistent copies of a database: what RDS's snapshots are, as far as data goes. */
export interface SnapshotStorage {
  /**
   * Copies the database(s) of an instance as they are now; rows written afterwards are not in the copy.
   *
   * @param instance the instance identifier; which database(s) it means is known to the implementation
   * @param snapshotKey opaque name of the copy, unique for ever (a snapshot deleted and made again under one
   *   identifier has another key); letters, digits and hyphens, at most 60 characters
   * @throws Error when the copy cannot be made; the snapshot then becomes `failed`
   */
  create(instance: string, snapshotKey: string): Promise<void>;

  /** Removes a copy; resolves when there is none of that name. */
  drop(snapshotKey: string): Promise<void>;
}
