/** Names, ARNs or ids, as the API has them: undefined where its types say that there may be none. */
export type Names = readonly (string | undefined)[];

/** What all pages of a listing have. */
export async function everyPage<Page>(
  pages: AsyncIterable<Page>,
  names: (page: Page) => Names,
): Promise<Names> {
  const found: (string | undefined)[] = [];
  for await (const page of pages) found.push(...names(page));
  return found;
}
