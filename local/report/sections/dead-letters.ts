import { markup, type Content, type Markup } from "../page/markup";
import { badge, code, facts, textBox } from "../page/parts";
import { counted, grouped } from "../page/words";
import type { DeadLetterResult } from "../../start/run-result";

/** Letters that differ are shown up to here. */
const CARDS = 50;

/** Every message that lies in a dead-letter queue; those that say the same of the same once. */
export function deadLetterCards(letters: readonly DeadLetterResult[]): Content {
  const groups = grouped(letters, ({ queue, body, letter }) => JSON.stringify([queue, letter ?? body]));
  return [
    groups.slice(0, CARDS).map(([, group], index) => card(group, index + 1)),
    groups.length > CARDS
      ? markup`<p class="note">${counted(groups.length - CARDS, "further letter")} of other words ${groups.length - CARDS === 1 ? "is" : "are"} not shown.</p>`
      : undefined,
  ];
}

function card(group: readonly DeadLetterResult[], number: number): Content {
  const [first] = group;
  if (first === undefined) return undefined;
  const times = group.length === 1 ? undefined : badge("warn", `${group.length} times`);
  return markup`
<article class="card bad">
${first.letter === undefined ? moved(first, times, number) : told(first, first.letter, times, number)}
</article>`;
}

function told(
  { queue }: DeadLetterResult,
  letter: NonNullable<DeadLetterResult["letter"]>,
  times: Content,
  number: number,
): Markup {
  return markup`<h4>${code(letter.code)} ${times}</h4>
${facts([
  ["What happened", letter.reason],
  ["What to do", markup`<strong>${letter.remedy}</strong>`],
  ["Snapshot", letter.snapshot === null ? "none known" : code(letter.snapshot)],
  ["Export task", letter.exportTask === null ? "none" : code(letter.exportTask)],
  ["Lies in", code(queue)],
])}
<p class="label">The message that could not be handled</p>
${textBox(`Original message of dead letter ${number}`, letter.original)}`;
}

/** SQS moves messages without a word; what to do follows from what is in them. */
function moved({ queue, body }: DeadLetterResult, times: Content, number: number): Markup {
  return markup`<h4>Moved by SQS after too many receives ${times}</h4>
${facts([["Lies in", code(queue)]])}
<p class="label">The message as it lies there</p>
${textBox(`Body of dead letter ${number}`, body)}`;
}
