import type { Invocation } from "../shared/batch";
import type { Clock } from "../shared/clock";
import type { ExportTask } from "../shared/export-task";
import type { LandingDate } from "../shared/landing-date";
import type { LandingRecords } from "../shared/landing-records";
import type { Subject } from "../shared/outcome";
import type { Log } from "../shared/ports";
import type { CopierEnvironment } from "./environment";
import type { Place } from "./place";
import type { CopierRds, Storage, Workflows } from "./ports";
import type { TaskWarnings } from "./task-warnings";

/** What the copier works with. */
export interface CopierDependencies {
  readonly rds: CopierRds;
  readonly storage: Storage;
  /** The export bucket's, whose other objects are read by it, too. */
  readonly records: LandingRecords;
  readonly workflows: Workflows;
  readonly environment: CopierEnvironment;
  readonly clock: Clock;
  readonly log: Log;
}

/** One complete export, to be landed as far as this invocation comes. */
export interface LandingJob {
  readonly task: ExportTask;
  readonly date: LandingDate;
  readonly warnings: TaskWarnings;
  /** Of the export's objects, with a slash at the end. */
  readonly prefix: string;
  /** The snapshot's instance, where it is known. */
  readonly instance: string | undefined;
  readonly subject: Subject;
  /** Where to go on; absent: from the start. */
  readonly place: Place | undefined;
  /** SQS id of the message at hand. */
  readonly messageId: string;
  readonly invocation: Invocation;
  /** Whether the message has found the workflow taking no further run, and waits for that since. */
  readonly awaitsWorkflow: boolean;
  /**
   * Whether the message is one of the functions' own, or RDS's event: then a letter that tells of the export is enough, also
   * when another message has written it meanwhile. What a person sends is handled whatever has been told.
   */
  readonly isRoutine: boolean;
  /** The message that goes on from a place. */
  body(place?: Place): string;
}
