/** A step's title, with what it came to. */
export function stepWords(title: string, outcome: string): string {
  return outcome === "" ? title : `${title}: ${outcome}`;
}
