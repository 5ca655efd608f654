/** Facts about one kind of thing: what is known of each, by its name. */
export type Facts = Readonly<Record<string, string>>;

/** @param pairs name and fact; AWS's types say of both that they may be missing */
export function facts(pairs: readonly (readonly (string | undefined)[])[]): Facts {
  return Object.fromEntries(pairs.map(([name, fact]) => [name ?? "(without a name)", fact ?? "(none)"]));
}

/** @returns what is on every page of a list */
export async function entries<Page, Entry>(
  pages: AsyncIterable<Page>,
  of: (page: Page) => readonly Entry[],
): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  for await (const page of pages) found.push(...of(page));
  return found;
}
