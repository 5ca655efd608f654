import type { AccessRequest, Authority, DecidedAccess, Need } from "../permissions/types";
import type { Denial } from "./service";
import type { Caller } from "./types";

/** What the policies said to a call. */
export interface AccessOutcome {
  /** In order, up to and with the first denial. */
  readonly access: readonly DecidedAccess[];
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
    for (const need of await needs()) {
      const request = requestOf(caller, need);
      const decision = await this.authority.decide(request);
      access.push({ request, decision });
      if (decision.kind === "denied") return { access, denied: { need, message: decision.because } };
    }
    return { access };
  }
}

/** A need with who has it; AWS says on whose behalf its services act (reference_policies_condition-keys). */
function requestOf({ principal, accountId, sourceArn, session }: Caller, need: Need): AccessRequest {
  const who = { principal, principalAccountId: accountId, ...(session === undefined ? {} : { session }) };
  const request = { ...need, ...who };
  if (principal.startsWith("arn:")) return request;
  const source = {
    "aws:SourceAccount": accountId,
    ...(sourceArn === undefined ? {} : { "aws:SourceArn": sourceArn }),
  };
  return { ...request, context: { ...source, ...need.context } };
}
