/** ARNs of one account and region. */
export class RdsArns {
  constructor(
    readonly region: string,
    readonly accountId: string,
  ) {}

  instance(identifier: string): string {
    return this.arn("db", identifier);
  }

  snapshot(identifier: string): string {
    return this.arn("snapshot", identifier);
  }

  eventSubscription(name: string): string {
    return this.arn("es", name);
  }

  /** Export tasks have no ARN of their own in AWS: permissions on them are given on `*`. */
  exportTask(identifier: string): string {
    return this.arn("export-task", identifier);
  }

  /** A KMS key by ARN, id or alias, as the ARN that RDS shows. */
  kmsKey(key: string): string {
    if (key.startsWith("arn:")) return key;
    const resource = key.startsWith("alias/") ? key : `key/${key}`;
    return `arn:aws:kms:${this.region}:${this.accountId}:${resource}`;
  }

  private arn(kind: string, name: string): string {
    return `arn:aws:rds:${this.region}:${this.accountId}:${kind}:${name}`;
  }
}
