import type { AccessRequest, Authority, DecidedAccess, Need } from "../permissions/types";
import type { Denial } from "./service";
import type { Caller } from "./types";

/** What the policies said to a call. */
export interface AccessOutcome {
  /** To each need, in order. AWS stops at the first denial; who mends a policy wants to know of all at once. */
  readonly access: readonly DecidedAccess[];
  /** The first denial, which is what the caller is told of. */
  readonly denied?: Denial;
}

/** Puts each need of a call to the authority, once there is one. */
export class AccessDesk {
  private authority: Authority | undefined;

  enforce(authority: Authority): void {
    this.authority = authority;
  }

  async decide(
    caller: Caller,
    needs: () => readonly Need[] | Promise<readonly Need[]>,
  ): Promise<AccessOutcome> {
    if (this.authority === undefined) return { access: [] };
    const access: DecidedAccess[] = [];
    let denied: Denial | undefined;
    for (const need of await needs()) {
      const request = requestOf(caller, need);
      const decision = await this.authority.decide(request);
      access.push({ request, decision });
      if (decision.kind === "denied") denied ??= { need, message: decision.because };
    }
    return denied === undefined ? { access } : { access, denied };
  }
}

/** A need with who has it; AWS says on whose behalf its services act (reference_policies_condition-keys). */
function requestOf({ principal, accountId, sourceArn, session }: Caller, need: Need): AccessRequest {
  const who = { principal, principalAccountId: accountId, ...(session === undefined ? {} : { session }) };
  // SNS gives each request the account that it comes from, for the policy that it gives a topic by itself.
  const context = need.action.startsWith("sns:")
    ? { "aws:SourceOwner": accountId, ...need.context }
    : need.context;
  const request = { ...need, ...who, context };
  if (principal.startsWith("arn:")) return request;
  const source = {
    "aws:SourceAccount": accountId,
    ...(sourceArn === undefined ? {} : { "aws:SourceArn": sourceArn }),
  };
  return { ...request, context: { ...source, ...context } };
}
