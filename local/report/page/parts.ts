import { markup, type Content, type Markup } from "./markup";
import { visibleName } from "./visible-text";

/** How something stands; never shown by colour alone. */
export type Tone = "good" | "bad" | "warn" | "quiet";

/** A sign and words in the colour of a tone. */
export function badge(tone: Tone, words: string): Markup {
  return markup`<span class="badge ${tone}">${sign(tone)}${words}</span>`;
}

/** The sign of a tone, drawn: fonts differ in what they have. It says nothing that the words beside it do not say. */
export function sign(tone: Tone): Markup {
  return markup`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><use href="#sign-${tone}"/></svg>`;
}

/** A name or another word of the machine, on one line or broken anywhere. */
export function code(text: string): Markup {
  return markup`<code>${visibleName(text)}</code>`;
}

/** Text as it is, in a box that scrolls with mouse and keyboard. */
export function textBox(label: string, text: string): Markup {
  return markup`<div class="scroll text" role="region" aria-label="${label}" tabindex="0"><pre>
${text}</pre></div>`;
}

/** Something that is there for who asks for it. */
export function fold(summary: Content, content: Content, open = false): Markup {
  return open
    ? markup`<details open><summary>${summary}</summary>${content}</details>`
    : markup`<details><summary>${summary}</summary>${content}</details>`;
}

/** Pairs of a term and what it is; those without a value are left out. */
export function facts(pairs: readonly (readonly [string, Content])[]): Markup {
  const given = pairs.filter(([, value]) => value !== undefined);
  return markup`<dl class="facts">${given.map(
    ([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

/** A part of the page with its heading. */
export function section(id: string, heading: string, content: Content): Markup {
  return markup`
<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}
</section>`;
}
