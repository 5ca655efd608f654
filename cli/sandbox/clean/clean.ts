import type { Output } from "../../shared/command/context";
import { EXIT, type ExitCode } from "../../shared/command/exit-code";
import { carryOut, type CarryOut } from "./carry-out";
import { outcomeLines, planLines } from "./clean-lines";
import { askConsent, type Consent, type ConsentOptions, type Terminal } from "./consent";
import { planClean, type CleanFacts, type SnapshotPlan } from "./plan-clean";

export interface Clean extends Omit<CleanFacts, "cancelExports"> {
  readonly accountId: string;
  readonly options: { readonly yes: boolean; readonly dryRun: boolean; readonly cancelExports: boolean };
}

export interface CleanSurroundings extends Omit<CarryOut, "plan"> {
  readonly output: Output;
  readonly terminal: Terminal;
  readonly now: () => Date;
}

/** Lists the snapshots, has the list approved, deletes them, and says what became of each. */
export async function clean(given: Clean, around: CleanSurroundings): Promise<ExitCode> {
  const { output, terminal, signal, now } = around;
  const { parts, accountId, options } = given;
  const plan = planClean({ ...given, cancelExports: options.cancelExports });
  output.out(planLines(parts.database, accountId, plan, now()).join("\n"));
  if (plan.every(({ kind }) => kind === "keep")) return plan.length === 0 ? EXIT.ok : EXIT.failed;

  const consent = await consentTo(plan, options, terminal, signal);
  if (consent !== "given") {
    output.out(`Nothing was deleted${consent === "refused" ? "" : "; --yes deletes without asking"}`);
    return EXIT.ok;
  }
  const outcome = await carryOut({ ...around, plan });
  output.out(outcomeLines(outcome).join("\n"));
  return outcome.stays.length === 0 ? EXIT.ok : EXIT.failed;
}

/** Nobody is asked about what somebody deletes already. */
async function consentTo(
  plan: readonly SnapshotPlan[],
  options: ConsentOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Consent> {
  const asks = options.dryRun || plan.some(({ kind }) => kind === "delete");
  return asks ? askConsent(question(plan), options, terminal, signal) : "given";
}

function question(plan: readonly SnapshotPlan[]): string {
  const { length } = plan.filter(({ kind }) => kind === "delete");
  return `Delete ${length === 1 ? "this snapshot" : `these ${length} snapshots`} for good?`;
}
