import type { Need } from "../../permissions/types";

type Context = Need["context"];

/**
 * A need on something that an ARN names.
 *
 * @param accountId owner of resources whose ARN does not name the account: buckets, objects, and `*`
 */
export function need(
  action: string,
  resource: string,
  purpose: string,
  given: { readonly context?: Context; readonly accountId?: string } = {},
): Need {
  const resourceAccountId = accountInArn(resource) ?? given.accountId;
  if (resourceAccountId === undefined)
    throw new Error(`${action} on ${resource}: an account is expected in the ARN, or beside it.`);
  return { action, resource, resourceAccountId, context: given.context ?? {}, purpose };
}

/** The fifth part of an ARN; undefined where it has none, as in those of S3. */
export function accountInArn(arn: string): string | undefined {
  const account = arn.startsWith("arn:") ? arn.split(":", 5)[4] : undefined;
  return account === undefined || account === "" ? undefined : account;
}

/** The condition keys of tags that a request brings along (reference_policies_condition-keys). */
export function tagContext(tags: Readonly<Record<string, string>>): Context {
  const names = Object.keys(tags);
  if (names.length === 0) return {};
  const values = Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value] as const);
  return { ...Object.fromEntries(values), "aws:TagKeys": names };
}
