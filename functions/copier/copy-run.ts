import { LowWaterMark } from "./low-water-mark";
import { NamedList } from "./named-list";
import type { Copy, Planner, Problem, StoredObject } from "./plan";
import type { ZoneIndex } from "./zone-index";

/** What happened to the files, in one invocation. */
export interface LandedFiles {
  /** Objects of the export that were looked at, of any kind. */
  readonly objects: number;
  /** Parquet files copied. */
  readonly files: number;
  /** Their bytes. */
  readonly bytes: number;
  /** Parquet files that an earlier message, or an earlier try, had copied. */
  readonly alreadyThere: number;
  /** Whether the zone's owner lets us list it: without that, nothing is known to be there. */
  readonly zoneListable: boolean;
}

/** What stands in the way of a complete landing. */
export interface ProblemsFound {
  readonly first: Problem;
  /** The words of some. */
  readonly named: readonly string[];
  readonly total: number;
}

/** A copy to make, and what to call when it is made. */
export interface Begun {
  readonly copy: Copy;
  readonly done: () => void;
}

/** Decides about the export's objects one by one, in their order, and keeps count. */
export class CopyRun {
  private readonly counts = { objects: 0, files: 0, bytes: 0, alreadyThere: 0 };
  private readonly mark: LowWaterMark;
  private readonly named = new NamedList();
  private firstProblem: Problem | undefined;

  /** @param isNeighbours whether another file where a copy would go is one of another export of that day */
  constructor(
    private readonly plan: Planner,
    private readonly zone: ZoneIndex,
    private readonly isNeighbours: (copy: Copy) => Promise<boolean>,
    after: string | undefined,
  ) {
    this.mark = new LowWaterMark(after);
  }

  get files(): LandedFiles {
    return { ...this.counts, zoneListable: this.zone.isListable };
  }

  /** Up to this key of the export, no file is left to copy. Undefined: the first is. */
  get reached(): string | undefined {
    return this.mark.key;
  }

  /** Whether the zone held nothing in the partitions that this invocation has copied into. */
  get zoneWasEmpty(): boolean {
    return this.zone.wasEmpty;
  }

  get problems(): ProblemsFound | undefined {
    const { named, total } = this.named;
    return this.firstProblem && { first: this.firstProblem, named, total };
  }

  /** @returns undefined when nothing is to be copied @throws AwsCallError when the zone, or its neighbours, cannot be looked at */
  async next(object: StoredObject): Promise<Begun | undefined> {
    this.counts.objects++;
    const step = this.plan.next(object);
    if (step.kind === "problem") this.note(step.problem);
    // After a problem the rest is only looked through, to count all of them.
    if (this.firstProblem !== undefined) return undefined;
    if (step.kind !== "copy") {
      this.mark.pass(object.key);
      return undefined;
    }
    const found = await this.zone.find(step.copy);
    if (found === "same") {
      this.counts.alreadyThere++;
      this.mark.pass(object.key);
      return undefined;
    }
    if (found === "another" && (await this.isNeighbours(step.copy))) {
      this.note(wouldOverwrite(step.copy));
      return undefined;
    }
    return this.begin(step.copy);
  }

  private note(problem: Problem): void {
    this.firstProblem ??= problem;
    this.named.add(problem.reason);
  }

  private begin(copy: Copy): Begun {
    const passed = this.mark.begin(copy.sourceKey);
    return {
      copy,
      done: () => {
        this.counts.files++;
        this.counts.bytes += copy.size;
        passed();
      },
    };
  }
}

function wouldOverwrite({ sourceKey, landingKey }: Copy): Problem {
  return {
    code: "LANDING_KEYS_COLLIDE",
    reason: `${sourceKey} would be written over a file of another export of that day, at ${landingKey}`,
  };
}
