/** There is no such instance or snapshot, a name cannot be used, or what a snapshot saw is gone. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}
