/** The call of the module `db-snapshot-to-s3` in the root that is taken over. */
export const PIPELINE = ["module.db_snapshot_to_s3[0]"];
