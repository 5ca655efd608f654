import { MOMENT } from "./moment";
import { PolicyAuthority } from "../../../local/permissions/policy-authority";
import { listOf } from "../../../local/permissions/patterns";
import type { PlacedStatement } from "../../../local/permissions/stack-statements";
import type { DecidedCall } from "../../../local/permissions/statement-uses";
import type { AccessDecision, AccessRequest, PolicySet } from "../../../local/permissions/types";
import { withoutAction, withoutStatement } from "../../../local/permissions/without-statement";

type Denied = Extract<AccessDecision, { kind: "denied" }>;

/** A request of a run that is denied once something is taken out of a policy. */
export interface TurnedRequest {
  readonly request: AccessRequest;
  readonly denial: Denied;
}

/** The requests of runs, each once, by the statements that allowed them. */
export class Replay {
  private readonly allowed = new Map<string, Map<string, AccessRequest>>();
  private readonly all = new Map<string, AccessRequest>();

  constructor(
    private readonly policies: PolicySet,
    calls: readonly DecidedCall[],
  ) {
    for (const { request, decision } of calls.flatMap(({ access }) => access)) {
      // One session of a role is as good as another.
      const key = JSON.stringify({ ...request, session: "", purpose: "" });
      this.all.set(key, request);
      if (decision.kind === "denied") continue;
      for (const { policy, statement } of decision.by) {
        const name = `${policy} ${statement}`;
        const known = this.allowed.get(name) ?? new Map<string, AccessRequest>();
        this.allowed.set(name, known.set(key, request));
      }
    }
  }

  get requests(): readonly AccessRequest[] {
    return [...this.all.values()];
  }

  /** The first request that is denied without the statement. */
  withoutStatement(statement: PlacedStatement): Promise<TurnedRequest | undefined> {
    return this.firstDenied(statement, withoutStatement(this.policies, statement));
  }

  /** The first request that is denied without one action of the statement. */
  withoutAction(statement: PlacedStatement, action: string): Promise<TurnedRequest | undefined> {
    return this.firstDenied(statement, withoutAction(this.policies, statement, action));
  }

  /** Taking an Allow away concerns no request but those that it allowed. */
  private async firstDenied(
    { policy, statement }: PlacedStatement,
    changed: PolicySet,
  ): Promise<TurnedRequest | undefined> {
    const authority = new PolicyAuthority(changed, MOMENT);
    for (const request of this.allowed.get(`${policy} ${statement}`)?.values() ?? []) {
      const denial = await authority.decide(request);
      if (denial.kind === "denied") return { request, denial };
    }
    return undefined;
  }
}

/** The statement's actions, where taking one out leaves another. */
export function severalActions({ body }: PlacedStatement): readonly string[] {
  const actions = listOf(body["Action"]);
  return actions.length > 1 ? actions : [];
}
