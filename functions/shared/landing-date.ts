/** The day under which a snapshot lands, in UTC. */
export interface LandingDate {
  /** Four digits. */
  readonly year: string;
  /** Two digits. */
  readonly month: string;
  /** Two digits. */
  readonly day: string;
  /** The day comes from the snapshot's name, not from its time. */
  readonly backdated: boolean;
}

const BACKDATED = /^sql-to-parquet-(\d{4})-(\d{2})-(\d{2})-backdated$/;

/**
 * The day of a snapshot: that of its time, in UTC; of a snapshot named `sql-to-parquet-YYYY-MM-DD-backdated` the one in
 * its name.
 *
 * @param sourceArn ARN of the snapshot
 * @returns undefined when a backdated name holds no day of the calendar, or RDS gives no time
 */
export function landingDate(sourceArn: string, snapshotTime: Date | undefined): LandingDate | undefined {
  const name = snapshotName(sourceArn);
  const [, year, month, day] = BACKDATED.exec(name) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    const iso = `${year}-${month}-${day}`;
    const time = new Date(`${iso}T00:00:00Z`);
    const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
    return exists ? { year, month, day, backdated: true } : undefined;
  }
  if (snapshotTime === undefined || Number.isNaN(snapshotTime.getTime())) return undefined;
  const iso = snapshotTime.toISOString();
  return { year: iso.slice(0, 4), month: iso.slice(5, 7), day: iso.slice(8, 10), backdated: false };
}

/** `20240229`, as the partition and the workflow's run property have it. */
export function importDate({ year, month, day }: LandingDate): string {
  return `${year}${month}${day}`;
}

/** `rds:db1-2024-03-01-00-10` of `arn:aws:rds:eu-west-2:123456789012:snapshot:rds:db1-2024-03-01-00-10`. */
export function snapshotName(arn: string): string {
  return arn.split(":").slice(6).join(":");
}
