import type { Authority, DecidedAccess, Need } from "../permissions/types";
import type { Caller } from "./types";

/** What the policies said to a call. */
export interface AccessOutcome {
  /** In order, up to and with the first denial. */
  readonly access: readonly DecidedAccess[];
  /** AWS's message, when the call is denied. */
  readonly denied?: string;
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
      const request = { ...need, principal: caller.principal, principalAccountId: caller.accountId };
      const decision = await this.authority.decide(request);
      access.push({ request, decision });
      if (decision.kind === "denied") return { access, denied: decision.because };
    }
    return { access };
  }
}
