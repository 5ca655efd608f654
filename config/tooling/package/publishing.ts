/** What is known of the checkout that somebody is about to publish. */
export interface Checkout {
  /** Of `package.json`. */
  readonly version: string;
  /** Tags of the commit that is checked out. */
  readonly tags: readonly string[];
  /** Files that differ from that commit, as git lists them. */
  readonly changes: readonly string[];
}

export type Publishing = { readonly kind: "publish" } | { readonly kind: "refuse"; readonly reason: string };

/**
 * Whether a checkout may be published: a release is a tagged commit, and that commit only. `npm publish` typed in the
 * wrong window, or by a pipeline on some branch, is neither, and what is published once cannot be taken back.
 */
export function decidePublishing({ version, tags, changes }: Checkout): Publishing {
  const tag = `v${version}`;
  if (!tags.includes(tag))
    return {
      kind: "refuse",
      reason: `expected this commit to have the tag ${tag}, it has ${tags.length > 0 ? tags.join(", ") : "none"}; to publish, tag it: git tag ${tag}`,
    };
  if (changes.length > 0)
    return {
      kind: "refuse",
      reason: `expected nothing but what ${tag} holds, these differ: ${changes.join(", ")}; to publish, check the tag out anew`,
    };
  return { kind: "publish" };
}
