/** @returns a GitHub table as prettier formats it: cells padded, so that a check of the formatting leaves it alone */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(cell));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => widthOf(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width)).join(" | ")} |`;
  const [head = [], ...body] = cells;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)].join(
    "\n",
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").trim();
}

function pad(text: string, width: number): string {
  return text + " ".repeat(width - widthOf(text));
}

function widthOf(text: string): number {
  return Array.from(text).length;
}

/** Puts a backslash before signs that Markdown would take for markup. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[<>*_]/g, (sign) => `\\${sign}`);
}

/** Puts a backslash before what Markdown would take for HTML, and not show; code is shown as it is. */
export function escapeTags(markdown: string): string {
  return markdown.replaceAll(/`[^`]*`|[<>]/g, (found) => (found.startsWith("`") ? found : `\\${found}`));
}
