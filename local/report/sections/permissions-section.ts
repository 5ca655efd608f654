import { dataTable } from "../page/data-table";
import { markup, type Content, type Markup } from "../page/markup";
import { badge, code, fold, section } from "../page/parts";
import { count, counted, grouped, shortPrincipal } from "../page/words";
import type { StatementUse } from "../../permissions/statement-use";
import type { RunResult } from "../../start/run-result";

/** With more rows than this, each principal's are folded. */
const OPEN = 60;

/** Every action on every resource that a policy allows, by who may do it, and what used it. */
export function permissionsSection({ permissions }: RunResult): Markup {
  if (permissions.length === 0)
    return section("permissions", "Permissions", markup`<p>No policies were enforced in this run.</p>`);
  const used = permissions.filter(({ times }) => times > 0).length;
  const groups = grouped(permissions, ({ principal }) => principal);
  return section("permissions", "Permissions", [
    markup`<p>The policies allow ${counted(permissions.length, "action")} on resources; this run used ${count(used)} of them.
What only another run needs, such as one with failures, is not used here.</p>`,
    groups.map(([principal, uses]) => ofPrincipal(principal, uses, permissions.length <= OPEN)),
  ]);
}

function ofPrincipal(principal: string, uses: readonly StatementUse[], open: boolean): Markup {
  const used = uses.filter(({ times }) => times > 0).length;
  return markup`${fold(
    [code(shortPrincipal(principal)), ` ${count(used)} of ${counted(uses.length, "action")} used`],
    dataTable({
      caption: `What ${principal} may do`,
      rows: uses,
      columns: [
        { heading: "Action", kind: "word", cell: ({ action }) => code(action) },
        { heading: "Resource", kind: "name", cell: resource },
        {
          heading: "Statement",
          kind: "word",
          cell: ({ policy, statement }) => [
            markup`<div>${code(statement)}</div>`,
            markup`<div class="of">${code(policy)}</div>`,
          ],
        },
        { heading: "Needed for", kind: "wide", cell: neededFor },
        {
          heading: "Times",
          kind: "number",
          cell: ({ times }) => (times === 0 ? badge("quiet", "not used") : count(times)),
        },
      ],
    }),
    open,
  )}`;
}

function resource({ resource: arn, attachedTo }: StatementUse): Content {
  if (attachedTo === undefined || attachedTo === arn) return code(arn);
  return [code(arn), markup`<div class="of">attached to ${code(attachedTo)}</div>`];
}

function neededFor({ neededFor: needs }: StatementUse): Content {
  return needs.map((need) => markup`<div>${need}</div>`);
}
