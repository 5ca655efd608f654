import type { Clock } from "../shared/clock";
import type { Log } from "../shared/ports";
import type { LandingRules } from "./landing-rules";
import type { Landings } from "./past-landings";
import type { Copier, ExportRds } from "./ports";

/** What the export function works with. */
export interface ExportDependencies {
  readonly rds: ExportRds;
  readonly copier: Copier;
  readonly clock: Clock;
  readonly log: Log;
  /** Bucket that RDS exports into. */
  readonly bucket: string;
  readonly rules: LandingRules;
  readonly landings: Landings;
  /** Days that reconciliation looks back; 0: nobody looks. */
  readonly reconciliationWindowInDays: number;
}
