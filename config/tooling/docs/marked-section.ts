/**
 * Puts generated text between a page's markers `<!-- name:begin -->` and `<!-- name:end -->`.
 * @param file named in the error
 * @throws Error when the page does not hold the two markers, once each and in this order
 */
export function replaceSection(file: string, page: string, name: string, content: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const before = page.split(begin);
  const after = page.split(end);
  const [head] = before;
  const [, tail] = after;
  if (before.length !== 2 || after.length !== 2 || head === undefined || tail === undefined)
    throw new Error(`${file}: expected ${begin} and ${end}, once each`);
  if (page.indexOf(end) < page.indexOf(begin)) throw new Error(`${file}: ${end} stands before ${begin}`);
  return `${head}${begin}\n\n${content}\n\n${end}${tail}`;
}

/** @returns a heading's anchor, as GitHub makes it */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
