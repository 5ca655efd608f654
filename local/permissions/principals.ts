/** Whether a principal is a service, such as `sns.amazonaws.com`. */
export function isServicePrincipal(principal: string): boolean {
  return principal.endsWith(".amazonaws.com");
}

/**
 * ARN of a session of a role, as AWS shows it in messages.
 *
 * @returns the principal itself when it is no role
 */
export function sessionArn(principal: string, session: string): string {
  const [, partition, account, name] =
    /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  if (partition === undefined || account === undefined || name === undefined) return principal;
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`;
}

/** ARN of the role of a session, which does not tell the role's path; undefined for anything but a session. */
export function roleOfSession(principal: string): string | undefined {
  const [, partition, account, name] =
    /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal) ?? [];
  if (partition === undefined || account === undefined || name === undefined) return undefined;
  return `arn:${partition}:iam::${account}:role/${name}`;
}
