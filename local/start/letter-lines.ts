import type { DeadLetterResult } from "./run-result";

/** Letters that say the same of the same are shown once. */
export function letterLines(deadLetters: readonly DeadLetterResult[]): string[] {
  const counts = new Map<string, number>();
  for (const each of deadLetters) {
    const words = letterWords(each).join("\n");
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].flatMap(([words, times]) => [
    ...(times === 1 ? [] : [`${times} times:`]),
    ...words.split("\n"),
    "",
  ]);
}

function letterWords({ queue, body, letter }: DeadLetterResult): string[] {
  if (letter === undefined) return [`In dead-letter queue ${queue}, moved there by SQS:`, `  ${body}`];
  return [
    `In dead-letter queue ${queue}: ${letter.code}`,
    `  what happened  ${letter.reason}`,
    `  what to do     ${letter.remedy}`,
    `  snapshot       ${letter.snapshot ?? "none known"}`,
    `  export task    ${letter.exportTask ?? "none"}`,
    `  the message    ${letter.original}`,
  ];
}
