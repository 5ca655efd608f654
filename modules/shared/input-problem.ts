/** What is wrong with one of a construct's inputs, or with several together. */
export interface InputProblem<N extends string = string> {
  /** The settings that are concerned. */
  readonly of: readonly N[];
  /** In the names of the construct's inputs. */
  readonly text: string;
}

/** @returns the message of an error that lists all problems with the inputs of a construct */
export function inputsMessage(path: string, problems: readonly string[]): string {
  return [`${path} cannot be made of these inputs:`, ...problems.map((problem) => `- ${problem}`)].join("\n");
}
