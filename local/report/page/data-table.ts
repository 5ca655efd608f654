import { markup, type Content, type Markup } from "./markup";
import { count } from "./words";
import { fold } from "./parts";

export interface Column<Row> {
  readonly heading: string;
  /** `number` aligns to the right; `word` is never broken; `name` may be, anywhere; `wide` is for sentences. */
  readonly kind?: "number" | "word" | "name" | "wide";
  readonly cell: (row: Row) => Content;
}

export interface DataTable<Row> {
  /** What the table shows; the name of its scroll box, so different from those of other tables. */
  readonly caption: string;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Rows that are shown at once, and rows that are shown at all. */
const SHOWN = 100;
/** Rows up to which a table is as high as it is: what lies below the edge of a box is easily missed. */
const IN_FULL = 50;
const MOST = 1_000;

/** A table in a box that scrolls by itself. Rows beyond the first hundred are folded, beyond a thousand only counted. */
export function dataTable<Row>({ caption, columns, rows }: DataTable<Row>): Markup {
  const folded = rows.slice(SHOWN, MOST);
  const rest = rows.length - MOST;
  return markup`${table({ caption, columns, rows: rows.slice(0, SHOWN) })}${
    folded.length === 0
      ? undefined
      : fold(
          `${count(folded.length)} more, after the first ${count(SHOWN)}`,
          table({ caption: `${caption}, continued`, columns, rows: folded }),
        )
  }${
    rest > 0
      ? markup`<p class="note">${count(rest)} further rows of ${count(rows.length)} are not shown: <code>--json</code> prints every one.</p>`
      : undefined
  }`;
}

function table<Row>({ caption, columns, rows }: DataTable<Row>): Markup {
  const isLong = rows.length > IN_FULL;
  const heads = columns.map(({ heading, kind }) => markup`<th scope="col"${kindClass(kind)}>${heading}</th>`);
  return markup`
<div class="${isLong ? "scroll long" : "scroll"}" role="region" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}${isLong ? `: ${count(rows.length)} rows, in a box that scrolls` : ""}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, columns))}
</tbody>
</table>
</div>`;
}

function tableRow<Row>(row: Row, columns: readonly Column<Row>[]): Markup {
  const cells = columns.map(({ kind, cell }, index) =>
    index === 0
      ? markup`<th scope="row"${kindClass(kind)}>${cell(row)}</th>`
      : markup`<td${kindClass(kind)}>${cell(row)}</td>`,
  );
  return markup`
<tr>${cells}</tr>`;
}

function kindClass(kind: string | undefined): Markup | undefined {
  return kind === undefined ? undefined : markup` class="${kind}"`;
}
