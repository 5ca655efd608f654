/** Lets so much work run at once; the rest waits for its turn, first come, first served. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  /** @param free how much may run at once, 1 or more */
  constructor(private free: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free--;
    // Who ends hands over the slot: nobody can come in between.
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free++;
      else next();
    }
  }
}
