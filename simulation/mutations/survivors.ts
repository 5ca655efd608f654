import { CLAIM_SURVIVORS } from "./survivors/claims";
import { COPY_SURVIVORS } from "./survivors/copy";
import { EXPORT_SURVIVORS } from "./survivors/export";
import { LANDING_RULES_SURVIVORS } from "./survivors/landing-rules";
import { LANDING_SURVIVORS } from "./survivors/landing";
import { NEIGHBOUR_SURVIVORS } from "./survivors/neighbours";
import { RECONCILIATION_SURVIVORS } from "./survivors/reconciliation";
import type { Survivor } from "./survivors/survivor";
import { TABLE_REPORT_SURVIVORS } from "./survivors/table-reports";
import { VERIFICATION_SURVIVORS } from "./survivors/verification";
import { VERIFY_LANDING_SURVIVORS } from "./survivors/verify-landing";
import { WORKFLOW_START_SURVIVORS } from "./survivors/workflow-start";

/** Mutants that are explained instead of killed. */
export const SURVIVORS: readonly Survivor[] = [
  ...EXPORT_SURVIVORS,
  ...LANDING_RULES_SURVIVORS,
  ...RECONCILIATION_SURVIVORS,
  ...COPY_SURVIVORS,
  ...CLAIM_SURVIVORS,
  ...LANDING_SURVIVORS,
  ...WORKFLOW_START_SURVIVORS,
  ...VERIFY_LANDING_SURVIVORS,
  ...TABLE_REPORT_SURVIVORS,
  ...NEIGHBOUR_SURVIVORS,
  ...VERIFICATION_SURVIVORS,
];
