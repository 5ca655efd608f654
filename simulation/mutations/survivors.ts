import { COPY_SURVIVORS } from "./survivors/copy";
import { EXPORT_SURVIVORS } from "./survivors/export";
import { LANDING_SURVIVORS } from "./survivors/landing";
import { RECONCILIATION_SURVIVORS } from "./survivors/reconciliation";
import type { Survivor } from "./survivors/survivor";
import { VERIFICATION_SURVIVORS } from "./survivors/verification";

/** Mutants that are explained instead of killed. */
export const SURVIVORS: readonly Survivor[] = [
  ...EXPORT_SURVIVORS,
  ...RECONCILIATION_SURVIVORS,
  ...COPY_SURVIVORS,
  ...LANDING_SURVIVORS,
  ...VERIFICATION_SURVIVORS,
];
