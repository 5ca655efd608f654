/** A step of a GitHub Actions job that runs a script, or one that uses an action. */
export interface Step {
  readonly name: string;
  /** What the shell runs; empty for an action. */
  readonly script: string;
  /** The action with its revision and comment; empty for a script. */
  readonly uses: string;
}

/** @returns the text of a page's only code block in a language */
export function codeBlock(page: string, language: string): string {
  const blocks = [...page.matchAll(/^```([a-z]+)\n([^]*?)^```$/gm)].filter(([, found]) => found === language);
  if (blocks.length !== 1) throw new Error(`expected one block of ${language}, found ${blocks.length}`);
  return blocks[0]?.[2] ?? "";
}

/** @returns the steps of one job of a workflow, as the page writes workflows: two spaces per level */
export function stepsOf(workflow: string, job: string): readonly Step[] {
  const body = new RegExp(`^  ${job}:\\n((?:    .*\\n|\\n)+)`, "m").exec(workflow)?.[1];
  if (body === undefined) throw new Error(`expected the job ${job}`);
  const [, ...steps] = body.split(/^ {6}- /m);
  return steps.map((step) => ({
    name: /^ *name: (.*)$/m.exec(step)?.[1] ?? "",
    script: scriptOf(step),
    uses: /^ *uses: (.*)$/m.exec(step)?.[1] ?? "",
  }));
}

function scriptOf(step: string): string {
  const block = /^ {8}run: \|\n((?: {10}.*\n|\n)+)/m.exec(step)?.[1];
  if (block !== undefined) return block.replaceAll(/^ {10}/gm, "");
  return /^ {8}run: (.*)$/m.exec(step)?.[1] ?? "";
}
