import type { AccessRequest, Authority } from "../../../local/permissions/types";

/** Allows everything but some actions, in AWS's words, and keeps what it was asked. */
export class FakeAuthority implements Authority {
  readonly asked: AccessRequest[] = [];

  /** @param denies whether a request is denied: by default the actions that are named */
  constructor(private readonly denies: (request: AccessRequest) => boolean = () => false) {}

  static denying(...actions: readonly string[]): FakeAuthority {
    return new FakeAuthority(({ action }) => actions.includes(action));
  }

  decide(request: AccessRequest): ReturnType<Authority["decide"]> {
    this.asked.push(request);
    if (!this.denies(request)) return Promise.resolve({ kind: "allowed", by: [] });
    const { principal, action, resource } = request;
    return Promise.resolve({
      kind: "denied",
      because:
        `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ` +
        `because no identity-based policy allows the ${action} action`,
      remedy: { policy: "none", statement: {} },
    });
  }
}
