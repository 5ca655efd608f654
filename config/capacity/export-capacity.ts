import { RDS_MAX_CONCURRENT_EXPORTS } from "../../functions/shared/limits";

/**
 * Minutes that one export of a small database takes, from StartExportTask to COMPLETE: 12 to 15 minutes of
 * STARTING, in which RDS restores the snapshot, and 3 to 5 of writing, as observed (AWS states no figure). Large
 * databases take longer.
 */
export const EXPORT_MINUTES = { fast: 15, slow: 20 } as const;

const MINUTES_PER_DAY = 24 * 60;

/** How long a day's snapshots of a list of instances take to export. */
export interface ExportCapacity {
  readonly instances: number;
  /** Exports one after another in the busiest of the account's slots. */
  readonly rounds: number;
  readonly minutes: { readonly fast: number; readonly slow: number };
  /** Whether one snapshot a day of every instance is exported before the next day's begin. */
  readonly fitsInADay: boolean;
}

/** @param instances number of listed instances, each with one snapshot a day @throws RangeError when it is no count */
export function exportCapacity(instances: number): ExportCapacity {
  if (!Number.isInteger(instances) || instances < 0)
    throw new RangeError(`instances: expected a whole number of 0 or more, got ${instances}`);
  const rounds = Math.ceil(instances / RDS_MAX_CONCURRENT_EXPORTS);
  const minutes = { fast: rounds * EXPORT_MINUTES.fast, slow: rounds * EXPORT_MINUTES.slow };
  return { instances, rounds, minutes, fitsInADay: minutes.slow <= MINUTES_PER_DAY };
}

/** @returns the line, or two, that synth prints about a list of instances */
export function capacityReport(capacity: ExportCapacity): readonly string[] {
  const { instances, rounds, minutes, fitsInADay } = capacity;
  if (instances === 0) return ["rds_instance_ids is empty: no event subscription, nothing will be exported"];
  const summary =
    `${instances} ${instances === 1 ? "instance" : "instances"}, ${RDS_MAX_CONCURRENT_EXPORTS} exports at once per account: ` +
    `${rounds} ${rounds === 1 ? "round" : "rounds"}, about ${span(minutes)} a day ` +
    `(assuming ${EXPORT_MINUTES.fast} to ${EXPORT_MINUTES.slow} minutes per export, as for small databases)`;
  if (fitsInADay) return [summary];
  return [
    summary,
    `warning: a day is not enough for ${instances} instances: snapshots will wait longer every day; ` +
      "spread the instances over several accounts",
  ];
}

function span({ fast, slow }: ExportCapacity["minutes"]): string {
  if (slow < 120) return `${fast} to ${slow} minutes`;
  const hours = (minutes: number): string => String(Math.round(minutes / 6) / 10);
  return `${hours(fast)} to ${hours(slow)} hours`;
}
