import { markup, type Content, type Markup } from "../page/markup";
import { section } from "../page/parts";
import { count } from "../page/words";
import type { RunResult } from "../../start/run-result";
import { deadLetterCards } from "./dead-letters";
import { denialCards, denials } from "./denials";

/** What a person has to act on: letters with their remedies, and denials with the statements that are missing. */
export function attentionSection(result: RunResult): Markup {
  const denied = denials(result);
  const { deadLetters } = result;
  return section(
    "attention",
    "What needs attention",
    deadLetters.length + denied.length === 0
      ? markup`<p>Nothing: no message lies in a dead-letter queue, and no call was denied.</p>`
      : [
          part("dead-letters", "Dead letters", deadLetters.length, deadLetterCards(deadLetters)),
          part("denials", "Denied", denied.length, denialCards(denied)),
        ],
  );
}

function part(id: string, heading: string, number: number, cards: Content): Markup {
  return markup`
<h3 id="${id}">${heading}: ${count(number)}</h3>
${number === 0 ? markup`<p>None.</p>` : cards}`;
}
