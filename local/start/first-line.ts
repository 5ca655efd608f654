/** What fits one line of progress: an error's further lines are printed once, when the run has ended. */
export function firstLine(text: string): string {
  return text.trimStart().split(/\r?\n/, 1)[0] ?? "";
}
