import { BOX_STYLE, PRINT_STYLE } from "./box-style";
import { PAGE_STYLE } from "./page-style";
import { customProperties, DARK, LIGHT } from "./palette";

/** The page's whole style; on paper it is light. */
export const STYLE = `
:root{color-scheme:light dark;${customProperties(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${customProperties(DARK)}}}
${PAGE_STYLE}${BOX_STYLE}${PRINT_STYLE}`;
