/** What AWS lists for one region, in US dollars without tax. What is not here is not known, rather than free. */
export interface ListPrices {
  /** Day of the price list's latest part that these were taken from, as YYYY-MM-DD. */
  readonly asOf: string;
  /** RDS for PostgreSQL in one availability zone, an hour, by instance class. */
  readonly databaseHour: Readonly<Record<string, number>>;
  /** Storage of such a database, a GB and month, by storage type. */
  readonly databaseStorageMonth: Readonly<Record<string, number>>;
  /** Snapshots and automated backups beyond the size of the databases of the account, a GB and month. */
  readonly backupMonth?: number;
  /** Export of a snapshot to S3, a GB of the snapshot. */
  readonly snapshotExport?: number;
  /** Linux on EC2, an hour, by instance type. */
  readonly instanceHour: Readonly<Record<string, number>>;
  /** EBS volume, a GB and month, by volume type. */
  readonly volumeMonth: Readonly<Record<string, number>>;
  /** Interface endpoint, an hour in each availability zone. */
  readonly endpointHour?: number;
  /** Secret in Secrets Manager, a month. */
  readonly secretMonth?: number;
  /** Customer managed key, a month; one that is scheduled for deletion is free. */
  readonly keyMonth?: number;
  /** S3 Standard, a GB and month. */
  readonly storageMonth?: number;
}

/** Where AWS shows these prices. */
export const PRICE_PAGES = {
  database: "https://aws.amazon.com/rds/postgresql/pricing/",
  instance: "https://aws.amazon.com/ec2/pricing/on-demand/",
  volume: "https://aws.amazon.com/ebs/pricing/",
  endpoint: "https://aws.amazon.com/privatelink/pricing/",
  secret: "https://aws.amazon.com/secrets-manager/pricing/",
  key: "https://aws.amazon.com/kms/pricing/",
  storage: "https://aws.amazon.com/s3/pricing/",
} as const;

/**
 * By region. Taken from publications that quote AWS's price list, since the list itself is no page to read: compare with
 * {@link PRICE_PAGES} before a figure matters, and renew the day with the figures.
 */
export const LIST_PRICES: Readonly<Record<string, ListPrices>> = {
  "eu-west-1": {
    asOf: "2026-03-23",
    databaseHour: { "db.t4g.micro": 0.017, "db.t4g.medium": 0.069 },
    databaseStorageMonth: { gp3: 0.127 },
    instanceHour: { "t3.micro": 0.0114 },
    volumeMonth: {},
    secretMonth: 0.4,
    keyMonth: 1,
    storageMonth: 0.023,
  },
  "eu-west-2": {
    asOf: "2026-10-06",
    databaseHour: { "db.t3.micro": 0.021, "db.t4g.micro": 0.018, "db.t4g.small": 0.036 },
    databaseStorageMonth: { gp3: 0.133 },
    backupMonth: 0.1,
    instanceHour: { "t3.micro": 0.0118 },
    volumeMonth: { gp3: 0.0928 },
    endpointHour: 0.011,
    secretMonth: 0.4,
    keyMonth: 1,
    storageMonth: 0.024,
  },
  "us-east-1": {
    asOf: "2026-08-20",
    databaseHour: { "db.t3.micro": 0.018, "db.t4g.micro": 0.016 },
    databaseStorageMonth: { gp3: 0.115 },
    backupMonth: 0.095,
    snapshotExport: 0.01,
    instanceHour: { "t3.micro": 0.0104 },
    volumeMonth: { gp3: 0.08 },
    endpointHour: 0.01,
    secretMonth: 0.4,
    keyMonth: 1,
    storageMonth: 0.023,
  },
};

/** Hours of a month by which AWS's own pages turn monthly prices into hourly ones. */
export const HOURS_OF_A_MONTH = 730;
