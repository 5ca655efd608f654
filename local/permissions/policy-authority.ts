import { conditionKeys, type Moment } from "./condition-keys";
import { denial } from "./denial";
import { governingPolicies } from "./governing-policies";
import { Likenesses } from "./likeness";
import { sessionArn } from "./principals";
import { simulate } from "./simulator";
import { refuseUnknownKeys } from "./unknown-keys";
import type { AccessDecision, AccessRequest, Authority, NamedPolicy, PolicySet } from "./types";

/** Decisions that are remembered: a queue is polled, and a file is looked at, many times over. */
const REMEMBERED = 5_000;

type Allowed = Extract<AccessDecision, { kind: "allowed" }>;

/** Decides by a set of policies, as IAM does: what nothing allows is denied, and one Deny is enough. */
export class PolicyAuthority implements Authority {
  private readonly decided = new Map<string, Promise<AccessDecision>>();
  /** What is allowed of one file is so of the next; what is denied is told in words of its own. */
  private readonly allowed = new Map<string, Allowed>();
  private readonly likenesses: Likenesses;

  /** Whether the hour matters: then nothing is remembered. */
  private readonly isTimed: boolean;

  /** @throws PolicyError for conditions on what the local account does not have */
  constructor(
    private readonly policies: PolicySet,
    private readonly moment: Moment,
  ) {
    this.likenesses = new Likenesses(policies);
    const all = allOf(policies);
    refuseUnknownKeys(all);
    this.isTimed = all.some(({ document }) =>
      /"aws:(?:CurrentTime|EpochTime)"/i.test(JSON.stringify(document)),
    );
  }

  /** @throws PolicyError when the question makes no sense to AWS: see `simulate` */
  async decide(request: AccessRequest): Promise<AccessDecision> {
    if (this.isTimed) return this.ask(request);
    const likeness = this.likenesses.of(request);
    if (likeness === undefined) return this.remembered(request);
    const allowed = this.allowed.get(likeness);
    if (allowed !== undefined) return allowed;
    const decision = await this.remembered(request);
    if (decision.kind === "allowed") keep(this.allowed, likeness, decision);
    return decision;
  }

  private remembered(request: AccessRequest): Promise<AccessDecision> {
    const key = JSON.stringify({ ...request, purpose: "" });
    const known = this.decided.get(key);
    if (known !== undefined) return known;
    const decision = this.ask(request);
    keep(this.decided, key, decision);
    return decision;
  }

  private async ask(request: AccessRequest): Promise<AccessDecision> {
    const { principal, session, action, resource, resourceAccountId } = request;
    const governing = governingPolicies(this.policies, request);
    const context = conditionKeys(request, this.moment);
    const verdict = await simulate({
      principal: session === undefined ? principal : sessionArn(principal, session),
      ...{ action, resource, resourceAccountId },
      context,
      identityPolicies: governing.identity,
      ...(governing.resource === undefined ? {} : { resourcePolicy: governing.resource }),
    });
    return verdict.result === "allowed"
      ? { kind: "allowed", by: verdict.allowing }
      : denial(request, governing, verdict, context);
  }
}

function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  if (kept.size >= REMEMBERED) kept.clear();
  kept.set(key, value);
}

function allOf({ identity, trust, resource }: PolicySet): readonly NamedPolicy[] {
  return [...[...identity.values()].flat(), ...trust.values(), ...resource.values()];
}
