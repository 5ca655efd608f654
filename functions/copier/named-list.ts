/** How many are named one by one. */
const NAMED = 20;

/** Things that a person is told of: the first of them by name, and how many there are. */
export class NamedList {
  readonly named: string[] = [];
  total = 0;

  add(name: string): void {
    this.total++;
    if (this.named.length < NAMED) this.named.push(name);
  }

  clear(): void {
    this.named.length = 0;
    this.total = 0;
  }

  addAll({ named, total }: NamedList): void {
    for (const name of named) this.add(name);
    this.total += total - named.length;
  }

  /** `a; b; and 3 more` */
  words(): string {
    const more = this.total - this.named.length;
    return this.named.join("; ") + (more > 0 ? `; and ${more} more` : "");
  }
}

/** The same of names that are all there. */
export function namedWords(names: readonly string[]): string {
  const list = new NamedList();
  for (const name of names) list.add(name);
  return list.words();
}
