import { markup, type Markup } from "../page/markup";
import { visibleName } from "../page/visible-text";
import type { PipelinePart } from "../../start/run-result";
import { cutEnd } from "./fit-text";
import { BOX, corner, DRAWING, nameLines, WAYS } from "./pipeline-layout";
import type { PartState } from "./pipeline-state";

/** A part with how it stands. */
export interface StatedPart {
  readonly part: PipelinePart;
  readonly state: PartState;
}

const LINE = 16;
const STATE_LETTERS = 14;

/** The pipeline from left to right; the same is said by a table beside it. */
export function pipelineDrawing(parts: readonly StatedPart[]): Markup {
  const drawn = new Set(parts.map(({ part }) => part.role));
  const ways = WAYS.filter(({ from, to }) => drawn.has(from) && drawn.has(to));
  return markup`
<div class="scroll drawing" role="region" aria-label="The pipeline, drawn" tabindex="0">
<svg class="pipeline" viewBox="0 0 ${DRAWING.width} ${DRAWING.height}" role="img" aria-labelledby="pipeline-title pipeline-words">
<title id="pipeline-title">The pipeline from left to right</title>
<desc id="pipeline-words">${parts.map(({ part, state }) => `${part.role}: ${state.words}. `)}</desc>
${ways.map(
  ({ path, failures }) =>
    markup`<path class="${failures ? "way failures" : "way"}" d="${path}" marker-end="url(#arrow)"/>`,
)}
${parts.map((each) => box(each))}
</svg>
</div>`;
}

function box({ part, state }: StatedPart): Markup {
  const { x, y } = corner(part.role);
  const behind = part.names.length > 1 ? [6, 3] : [];
  return markup`
<g class="part ${state.tone}" transform="translate(${x} ${y})">
<title>${`${part.role}: ${part.names.map((name) => visibleName(name)).join(", ")}: ${state.words}`}</title>
${behind.map((by) => markup`<rect x="${by}" y="${by}" width="${BOX.width}" height="${BOX.height}" rx="8"/>`)}
<rect width="${BOX.width}" height="${BOX.height}" rx="8"/>
<text class="role" x="10" y="20">${part.role.replace(/^.* (?=dead-letter)/, "")}</text>
${nameLines(part).map((line, index) => markup`<text class="name" x="10" y="${40 + index * LINE}">${line}</text>`)}
<use href="#sign-${state.tone}" class="sign" x="10" y="${BOX.height - 22}" width="13" height="13"/>
<text class="state" x="28" y="${BOX.height - 11}">${cutEnd(state.words, STATE_LETTERS)}</text>
</g>`;
}
