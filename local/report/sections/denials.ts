import { markup, type Content, type Markup } from "../page/markup";
import { code, facts, textBox } from "../page/parts";
import { clockTime, count, counted, grouped, shortPrincipal } from "../page/words";
import type { AccessDecision, AccessRequest } from "../../permissions/types";
import type { RunResult } from "../../start/run-result";

/** A need that the policies denied, in a call. */
export interface Denial {
  readonly time: string;
  readonly operation: string;
  readonly request: AccessRequest;
  readonly decision: Extract<AccessDecision, { kind: "denied" }>;
}

/** Denials of one principal, action and place to mend are one card. */
const CARDS = 50;
/** Resources that a card names. */
const RESOURCES = 3;

export function denials({ calls }: Pick<RunResult, "calls">): Denial[] {
  return calls.flatMap(({ time, operation, access }) =>
    access.flatMap(({ request, decision }) =>
      decision.kind === "denied" ? [{ time, operation, request, decision }] : [],
    ),
  );
}

/** Who was denied what, in AWS's words, and the statement that would allow it. */
export function denialCards(found: readonly Denial[]): Content {
  const groups = grouped(found, ({ request, decision }) =>
    JSON.stringify([request.principal, request.action, decision.remedy.policy, decision.by]),
  );
  return [
    groups.slice(0, CARDS).map(([, group], index) => card(group, index + 1)),
    groups.length > CARDS
      ? markup`<p class="note">Denials of ${counted(groups.length - CARDS, "further kind")} are not shown.</p>`
      : undefined,
  ];
}

function card([first, ...others]: readonly Denial[], number: number): Content {
  if (first === undefined) return undefined;
  const { request, decision } = first;
  const resources = [...new Set([first, ...others].map((each) => each.request.resource))];
  return markup`
<article class="card bad">
<h4>${code(shortPrincipal(request.principal))} may not ${code(request.action)}</h4>
${facts([
  ["On", resourceList(resources)],
  ["Principal", code(request.principal)],
  ["The call", [code(first.operation), ` at ${clockTime(first.time)}: ${request.purpose}`]],
  ["Times", others.length === 0 ? undefined : count(others.length + 1)],
  ["AWS says", decision.because],
  ["Denied by", decidedBy(decision)],
  ["What to do", ["Add a statement like this to ", code(decision.remedy.policy)]],
])}
${textBox(`Statement that would allow denial ${number}`, JSON.stringify(decision.remedy.statement, undefined, 2))}
</article>`;
}

function resourceList(resources: readonly string[]): Markup {
  const rest = resources.length - RESOURCES;
  return markup`${resources.slice(0, RESOURCES).map((resource) => markup`<div>${code(resource)}</div>`)}${
    rest > 0 ? markup`<div>and ${counted(rest, "other resource")}</div>` : undefined
  }`;
}

function decidedBy({ by }: Denial["decision"]): Content {
  if (by === undefined) return "no statement: nothing allows it";
  return ["statement ", code(by.statement), " of ", code(by.policy)];
}
