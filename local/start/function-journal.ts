import type { EventSourceReport } from "../lambda/event-source";
import type { FunctionLine } from "../lambda/local-function";
import { LogFiles, readDecision, type Decision } from "./function-log";
import type { Teller } from "./teller";

/** What the functions say and how their invocations end: kept in files, decisions shown and remembered. */
export class FunctionJournal {
  readonly files: LogFiles;
  readonly decisions: Decision[] = [];

  constructor(
    directory: string,
    private readonly teller: Teller,
  ) {
    this.files = new LogFiles(directory);
  }

  line(line: FunctionLine): void {
    this.files.writeFunctionLine(line);
    const decision = readDecision(line);
    if (decision === undefined) return;
    this.decisions.push(decision);
    this.teller.note(decisionWords(decision));
  }

  /** What does not go as it should is shown: the function could not say so itself. */
  report(report: EventSourceReport): void {
    this.files.write("invocations.jsonl", JSON.stringify(report, jsonValue));
    if (report.kind === "trouble") this.teller.note(`${report.functionName}: ${report.error.message}`);
    else if (report.outcome.kind !== "done")
      this.teller.note(`${report.functionName}: ${outcomeWords(report.outcome)}`);
  }

  close(): Promise<void> {
    return this.files.close();
  }
}

/** One line for a person: who, what, why, what next; counts and deadlines of waits stay in the log. */
export function decisionWords({ functionName, decision, reason, nextStep }: Decision): string {
  return `${functionName}: ${decision}: ${reason}; ${nextStep.replace(/ \(wait \d+ .*\)$/, "")}`;
}

function outcomeWords(outcome: Extract<EventSourceReport, { kind: "invoked" }>["outcome"]): string {
  switch (outcome.kind) {
    case "done":
      return "done";
    case "partlyDone":
      return `${outcome.failed.size} message(s) failed, SQS delivers them again`;
    case "retried":
      return `the batch failed, SQS delivers it again: ${outcome.why}`;
  }
}

function jsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Set) return [...value];
  if (value instanceof Error) return { name: value.name, message: value.message };
  return value;
}
