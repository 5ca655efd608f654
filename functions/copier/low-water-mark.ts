/**
 * How far a list is done when many of its items are worked on at once: up to this key, everything is, without a gap. It
 * holds no more than what is in flight, however long the list is.
 */
export class LowWaterMark {
  /** Begun and not done, in the order of the list; each with the last key before the next one that is begun. */
  private readonly pending: { upTo: string }[] = [];

  /** @param mark where the list was begun; undefined: at its start */
  constructor(private mark?: string) {}

  /** Every item up to this key is done. Undefined: not even the first. */
  get key(): string | undefined {
    return this.mark;
  }

  /** The list's next item needs no work. */
  pass(key: string): void {
    const last = this.pending.at(-1);
    if (last === undefined) this.mark = key;
    else last.upTo = key;
  }

  /** Work on the list's next item begins. @returns what to call when it is done; an item that fails never is */
  begin(key: string): () => void {
    const item = { upTo: key };
    this.pending.push(item);
    return () => {
      const at = this.pending.indexOf(item);
      const before = this.pending[at - 1];
      if (before === undefined) this.mark = item.upTo;
      else before.upTo = item.upTo;
      this.pending.splice(at, 1);
    };
  }
}
