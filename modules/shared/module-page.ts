/** What a README says to those who have the repository: how its tables are made, what the construct is given. */
const FOR_THE_REPOSITORY = /<!-- repository:begin -->[^]*?<!-- repository:end -->\n*/g;

/** Where tables are generated. */
const MARKER = /^<!-- [\w-]+:(?:begin|end) -->\n+/gm;

/**
 * A module's README as it goes with the module's files to people who have Terraform and nothing else.
 * @throws Error when a part for the repository begins and does not end, or the other way round
 */
export function modulePage(readme: string): string {
  const page = readme.replaceAll(FOR_THE_REPOSITORY, "");
  if (/<!-- repository:(?:begin|end) -->/.test(page))
    throw new Error("expected <!-- repository:begin --> and <!-- repository:end --> in pairs, in this order");
  return `${page.replaceAll(MARKER, "").trimEnd()}\n`;
}
