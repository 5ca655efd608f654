import { visibleName } from "../page/visible-text";
import { count } from "../page/words";
import type { PipelinePart } from "../../start/run-result";
import { cutMiddle, wrap } from "./fit-text";

export const BOX = { width: 150, height: 112, gap: 26, row: 144 } as const;
const MARGIN = 10;
export const DRAWING = {
  width: 7 * BOX.width + 6 * BOX.gap + 2 * MARGIN,
  height: 2 * BOX.row + BOX.height + 2 * MARGIN,
} as const;

/** Room that an arrow's head takes before the box. */
const HEAD = 2;

/** Letters of the fixed-width font in a line of a box. */
const LETTERS = 18;

/** Where a part stands: the data goes from left to right in row 0; queues that are read later, and dead letters, below. */
const CELLS: Readonly<Record<PipelinePart["role"], { readonly column: number; readonly row: number }>> = {
  instance: { column: 0, row: 0 },
  topic: { column: 1, row: 0 },
  "export queue": { column: 2, row: 0 },
  "export dead-letter queue": { column: 2, row: 1 },
  "export function": { column: 3, row: 0 },
  "export bucket": { column: 4, row: 0 },
  "copier queue": { column: 4, row: 1 },
  "copier dead-letter queue": { column: 4, row: 2 },
  "copier function": { column: 5, row: 0 },
  "landing zone": { column: 6, row: 0 },
  workflow: { column: 6, row: 1 },
};

/** Upper left corner of a part's box. */
export function corner(role: PipelinePart["role"]): { readonly x: number; readonly y: number } {
  const { column, row } = CELLS[role];
  return { x: MARGIN + column * (BOX.width + BOX.gap), y: MARGIN + row * BOX.row };
}

/** The lines of a part's names: several are counted, the first and the last of them named. */
export function nameLines({ names }: PipelinePart): string[] {
  const [first, ...others] = names.map((name) => visibleName(name));
  if (first === undefined) return ["–"];
  const last = others.at(-1);
  if (last === undefined) return wrap(first, LETTERS, 3);
  return [`${count(names.length)} in all:`, cutMiddle(first, LETTERS), cutMiddle(`… ${last}`, LETTERS)];
}

/** A way that messages or files take, as an SVG path. */
export interface Way {
  readonly from: PipelinePart["role"];
  readonly to: PipelinePart["role"];
  readonly path: string;
  /** Only what failed goes this way. */
  readonly failures: boolean;
}

export const WAYS: readonly Way[] = [
  along("instance", "topic"),
  along("topic", "export queue"),
  along("export queue", "export function"),
  along("export function", "export bucket"),
  downAndAlong("export function", "copier queue", 0.5),
  along("export bucket", "copier function"),
  alongAndUp("copier queue", "copier function", 0.3),
  along("copier function", "landing zone"),
  downAndAlong("copier function", "workflow", 0.7),
  down("export queue", "export dead-letter queue"),
  down("copier queue", "copier dead-letter queue"),
];

function along(from: Way["from"], to: Way["to"]): Way {
  const start = corner(from);
  const y = start.y + BOX.height / 2;
  return { from, to, failures: false, path: `M${start.x + BOX.width} ${y}H${corner(to).x - HEAD}` };
}

function downAndAlong(from: Way["from"], to: Way["to"], share: number): Way {
  const start = corner(from);
  const end = corner(to);
  const x = start.x + BOX.width * share;
  return {
    from,
    to,
    failures: false,
    path: `M${x} ${start.y + BOX.height}V${end.y + BOX.height / 2}H${end.x - HEAD}`,
  };
}

function alongAndUp(from: Way["from"], to: Way["to"], share: number): Way {
  const start = corner(from);
  const end = corner(to);
  const y = start.y + BOX.height / 2;
  return {
    from,
    to,
    failures: false,
    path: `M${start.x + BOX.width} ${y}H${end.x + BOX.width * share}V${end.y + BOX.height + HEAD}`,
  };
}

function down(from: Way["from"], to: Way["to"]): Way {
  const start = corner(from);
  const x = start.x + BOX.width / 2;
  return { from, to, failures: true, path: `M${x} ${start.y + BOX.height}V${corner(to).y - HEAD}` };
}
