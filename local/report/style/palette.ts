/** Colours of one scheme, as `#rrggbb`. */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly sunken: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  /** Edges that mean something, such as those of boxes and arrows. */
  readonly edge: string;
  readonly accent: string;
  readonly good: string;
  readonly goodGround: string;
  readonly bad: string;
  readonly badGround: string;
  readonly warn: string;
  readonly warnGround: string;
}

export const LIGHT: Palette = {
  page: "#f4f6f8",
  surface: "#ffffff",
  sunken: "#eaeef2",
  text: "#17202b",
  muted: "#4a5868",
  line: "#cfd7e0",
  edge: "#6b7b8d",
  accent: "#0a5ca8",
  good: "#0c6238",
  goodGround: "#e2f3e9",
  bad: "#a31621",
  badGround: "#fdeaea",
  warn: "#714600",
  warnGround: "#fcf1da",
};

export const DARK: Palette = {
  page: "#10151c",
  surface: "#18202a",
  sunken: "#222c38",
  text: "#e7ecf2",
  muted: "#aab7c6",
  line: "#364250",
  edge: "#8494a6",
  accent: "#7cbaff",
  good: "#76d7a2",
  goodGround: "#12301f",
  bad: "#ff9d98",
  badGround: "#3b1a1d",
  warn: "#f2c46c",
  warnGround: "#372a12",
};

type Colour = keyof Palette;

/** Every colour that text has on the page, with the grounds it stands on: at least 4.5 to 1. */
export const TEXT_PAIRS: readonly (readonly [Colour, readonly Colour[]])[] = [
  ["text", ["page", "surface", "sunken", "goodGround", "badGround"]],
  ["muted", ["page", "surface", "sunken", "goodGround", "badGround", "warnGround"]],
  ["accent", ["page", "surface", "sunken"]],
  ["good", ["surface", "goodGround", "sunken"]],
  ["bad", ["surface", "badGround", "sunken"]],
  ["warn", ["surface", "warnGround", "badGround", "sunken"]],
];

/** Every edge and fill that means something, with what it stands out from: at least 3 to 1. */
export const SHAPE_PAIRS: readonly (readonly [Colour, readonly Colour[]])[] = [
  ["edge", ["surface", "sunken", "page"]],
  ["accent", ["surface", "sunken", "page", "goodGround", "badGround"]],
  ["good", ["surface", "goodGround"]],
  ["bad", ["surface", "badGround"]],
  ["warn", ["surface", "warnGround"]],
];

/** A palette as custom properties: `--good-ground`. */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(
      ([name, colour]) =>
        `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${String(colour)}`,
    )
    .join(";");
}
