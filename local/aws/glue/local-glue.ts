/** The Glue workflows as the program sees them. */
export interface LocalGlue {
  /** @throws Error when there is one of that name */
  createWorkflow(name: string): void;
  /** Every run that was started, oldest first. */
  readonly runs: readonly WorkflowRun[];
}

export interface WorkflowRun {
  readonly workflow: string;
  /** `wr_` and 64 hexadecimal digits. */
  readonly runId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly status: "RUNNING" | "COMPLETED";
  /** World time. */
  readonly startedOn: Date;
  readonly completedOn?: Date;
}
