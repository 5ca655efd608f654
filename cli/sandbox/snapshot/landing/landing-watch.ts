import { CommandError } from "../../../shared/command/command-error";
import type { Bucket } from "../aws/bucket";
import type { LandedLine } from "../aws/copier-log";
import { unlessDenied, type Allowed } from "../aws/unless-denied";
import type { CopyProgress, FollowedTask } from "../decide/facts";
import { planExport, type ExportPlan } from "./export-plan";
import type { SeenLanding } from "./landed-source";
import { landedCopies, viewZone } from "./zone-view";

/** What is looked at while an export is copied. */
export interface LandingPorts {
  readonly serviceArea: string;
  readonly exports: Bucket;
  readonly zone: Bucket;
  /** @throws AwsCallError */
  readonly findLandedLine: (exportTask: string, since: Date) => Promise<LandedLine | undefined>;
  /** Messages in the copier's queue. @throws AwsCallError */
  readonly messages: () => Promise<number>;
}

/** Watches the files of an export arrive in the landing zone. */
export class LandingWatch {
  private planned: { readonly taskId: string; readonly plan: ExportPlan | undefined } | undefined;
  private latest: SeenLanding | undefined;

  constructor(private readonly ports: LandingPorts) {}

  /** What was seen last. */
  get seen(): SeenLanding | undefined {
    return this.latest;
  }

  /**
   * @returns undefined as long as the export is not complete, and when it is nothing that the copier lands
   * @throws CommandError when nothing can be seen of the landing
   */
  async progress(task: FollowedTask): Promise<CopyProgress | undefined> {
    if (task.status !== "COMPLETE") return undefined;
    const plan = await this.planOf(task);
    if (plan === undefined) return undefined;
    const exported = plan.copies.length;
    const view = await viewZone(this.ports.zone, plan.copies);
    this.latest = { plan, view, line: undefined };
    if (view.kind === "listed" && exported > 0)
      return { kind: "listed", exported, landed: landedCopies(plan.copies, view.objects).length };
    const found = await this.landedLine(task);
    if (found.kind === "denied") {
      // Of an export without files there is nothing else to see.
      if (view.kind === "listed") return { kind: "listed", exported, landed: exported };
      throw blind(this.ports.zone.name, view.why, found.why);
    }
    this.latest = { plan, view, line: found.value };
    return {
      kind: "told",
      exported,
      logged: found.value !== undefined,
      messages: await this.ports.messages(),
    };
  }

  /** A complete export does not change. */
  private async planOf(task: FollowedTask): Promise<ExportPlan | undefined> {
    if (this.planned?.taskId !== task.id) {
      const { serviceArea, exports } = this.ports;
      this.planned = { taskId: task.id, plan: await planExport(task, serviceArea, exports) };
    }
    return this.planned.plan;
  }

  private landedLine(task: FollowedTask): Promise<Allowed<LandedLine | undefined>> {
    return unlessDenied(() =>
      this.ports.findLandedLine(task.id, task.startTime ?? task.snapshotTime ?? new Date(0)),
    );
  }
}

function blind(zone: string, listing: string, log: string): CommandError {
  return new CommandError(
    [
      `whether the files landed in ${zone} cannot be seen with these credentials:`,
      `  ${listing}`,
      `  ${log}`,
      "Give a profile that may list the landing zone by --zone-profile, or have one of the two allowed.",
    ].join("\n"),
  );
}
