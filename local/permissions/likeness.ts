import { governingPolicies } from "./governing-policies";
import { listOf, matchesPattern } from "./patterns";
import type { AccessRequest, NamedPolicy, PolicySet } from "./types";

/**
 * An object of a bucket whose key means itself in any policy and to any reader of one: no wildcard, no variable, no
 * colon, with which parts of an ARN are told apart.
 */
const PLAIN_OBJECT = /^(arn:aws:s3:::[^/:]+\/)[^*?${}:\u2217]+$/;

/** What a policy can tell requests apart by. */
interface Discerned {
  /** The patterns of resources; undefined when variables stand in some, which depend on more than the resource. */
  readonly patterns: readonly string[] | undefined;
  /** The policy in lower case: condition keys do not distinguish case. */
  readonly text: string;
}

/**
 * Tells which requests the policies must decide alike. Of a bucket's many files each is put to the same statements: what
 * may tell them apart is whether a pattern matches, and values of condition keys that some policy names.
 */
export class Likenesses {
  private readonly discerned = new Map<NamedPolicy, Discerned>();

  constructor(private readonly policies: PolicySet) {}

  /**
   * @returns the same text for requests that are decided alike; undefined for one that must be looked at by itself, such
   *   as about anything but an object
   */
  of(request: AccessRequest): string | undefined {
    const [, bucket] = PLAIN_OBJECT.exec(request.resource) ?? [];
    if (bucket === undefined) return undefined;
    const { identity, resource } = governingPolicies(this.policies, request);
    const all = [...identity, ...(resource === undefined ? [] : [resource])].map((each) =>
      this.discern(each),
    );
    const matches: boolean[] = [];
    for (const { patterns } of all) {
      if (patterns === undefined) return undefined;
      matches.push(...patterns.map((pattern) => matchesPattern(pattern, request.resource)));
    }
    const context = Object.entries(request.context).map(([name, value]) =>
      all.some(({ text }) => text.includes(name.toLowerCase())) ? [name, value] : [name],
    );
    const { action, principal, principalAccountId, resourceAccountId, session } = request;
    const who = [principal, principalAccountId, session ?? null];
    return JSON.stringify([action, bucket, resourceAccountId, who, context.sort(), matches]);
  }

  private discern(policy: NamedPolicy): Discerned {
    const known = this.discerned.get(policy);
    if (known !== undefined) return known;
    const patterns = policy.document.Statement.flatMap(({ Resource, NotResource }) => [
      ...listOf(Resource),
      ...listOf(NotResource),
    ]);
    const discerned = {
      patterns: patterns.some((pattern) => pattern.includes("${")) ? undefined : patterns,
      text: JSON.stringify(policy.document).toLowerCase(),
    };
    this.discerned.set(policy, discerned);
    return discerned;
  }
}
