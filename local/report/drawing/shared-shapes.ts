import { markup, type Markup } from "../page/markup";

/** Signs, arrow head and fill patterns, once for every drawing of the page. */
export const SHARED_SHAPES: Markup = markup`
<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
<defs>
<symbol id="sign-good" viewBox="0 0 16 16"><path d="M2.5 8.5l3.6 3.6 7.4-8"/></symbol>
<symbol id="sign-bad" viewBox="0 0 16 16"><path d="M3.5 3.5l9 9m0-9l-9 9"/></symbol>
<symbol id="sign-warn" viewBox="0 0 16 16"><path d="M8 2.5v7m0 3.2v.8"/></symbol>
<symbol id="sign-quiet" viewBox="0 0 16 16"><path d="M4 8h8"/></symbol>
<marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="arrow" d="M0 0.5L10 5L0 9.5z"/></marker>
<pattern id="fill-wait" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch wait" d="M0 0V6"/></pattern>
<pattern id="fill-failed" width="7" height="7" patternUnits="userSpaceOnUse"><path class="hatch failed" d="M0 0L7 7M7 0L0 7"/></pattern>
</defs>
</svg>`;
