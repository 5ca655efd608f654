import { readFileSync } from "node:fs";
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { functionRoles } from "../../local/faults/function-roles";
import type { EventSourceReport } from "../../local/lambda/event-source";
import { descendants, isRunning } from "./local-run-process";
import type { SyntheticPipeline } from "./synthetic-landing";

/** When the copier's processes are ended. */
export interface KillMoment {
  /** Once so many files have been copied. */
  readonly copied: number;
  /** Real milliseconds behind the last of them. */
  readonly behind: number;
}

/**
 * Ends the copier's processes by `kill -9`, each time in the middle of a landing, and lets the time pass that its
 * message is then hidden for: the message becomes visible at once, instead of after the visibility timeout of 90
 * minutes. What SQS has put into the dead-letter queue by then, after four receives, is redriven as a person would.
 */
export class CopierKills {
  /** Landings that were ended so. */
  deaths = 0;
  /** Times that the dead-letter queue was redriven. */
  redrives = 0;
  private readonly copied = new Set<string>();
  private readonly failures: unknown[] = [];
  /** Invocations of the copier that have not ended. */
  private alive = 0;
  private killing = false;

  constructor(
    private readonly made: SyntheticPipeline,
    /** In their order. */
    private readonly moments: readonly KillMoment[],
  ) {
    const { aws, pipeline } = made;
    const { copier } = functionRoles(pipeline.deployment.functions);
    aws.onCall(({ caller, service, operation, resource }) => {
      if (caller.principal !== copier || caller.session === undefined || service !== "s3") return;
      if (operation === "CopyObject") this.copied.add(resource);
      this.killWhenDue();
    });
    made.listen({
      onEvent: (functionName) => {
        if (isCopierName(functionName)) this.alive += 1;
      },
      onReport: (report) => {
        this.hear(report);
      },
    });
  }

  /** Redrives what SQS has given up, once nothing else is under way. @throws what went wrong since the last time */
  async step(): Promise<void> {
    if (this.failures.length > 0) throw this.failures[0];
    const { deployment, deployer } = this.made.pipeline;
    const source = deployment.eventSources.find(({ functionName }) => isCopierName(functionName));
    const queue = deployment.queues.find(({ arn }) => arn === source?.queueArn);
    const dead = deployment.queues.find(({ arn }) => arn === queue?.deadLetterArn);
    if (queue === undefined || dead === undefined) throw new Error("the copier's queues are not there");
    const { Attributes } = await deployer.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: dead.url,
        AttributeNames: ["ApproximateNumberOfMessages"],
      }),
    );
    if (Number(Attributes?.ApproximateNumberOfMessages ?? 0) === 0) return;
    this.redrives += 1;
    await deployer.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
  }

  private killWhenDue(): void {
    const next = this.moments[this.deaths];
    if (next === undefined || this.killing || this.copied.size < next.copied) return;
    this.killing = true;
    setTimeout(() => {
      // A landing that has ended meanwhile cannot be killed any more.
      if (this.alive === 0) this.killing = false;
      else for (const pid of copiers()) process.kill(pid, "SIGKILL");
    }, next.behind);
  }

  private hear(report: EventSourceReport): void {
    if (report.kind !== "invoked" || !isCopierName(report.functionName)) return;
    this.alive -= 1;
    if (report.outcome.kind !== "retried") return;
    if (this.killing) this.deaths += 1;
    this.killing = false;
    for (const handle of report.receiptHandles)
      this.showAgain(report.functionName, handle).catch((error: unknown) => this.failures.push(error));
  }

  private async showAgain(functionName: string, ReceiptHandle: string): Promise<void> {
    const { deployment, deployer } = this.made.pipeline;
    const source = deployment.eventSources.find((each) => each.functionName === functionName);
    const QueueUrl = deployment.queues.find(({ arn }) => arn === source?.queueArn)?.url;
    await deployer.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    );
  }
}

function isCopierName(functionName: string): boolean {
  return functionName.endsWith("s3-to-s3-copier");
}

function copiers(): readonly number[] {
  return descendants(process.pid).filter(
    (pid) =>
      isRunning(pid) &&
      readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("functions/local-dev-s3-to-s3-copier"),
  );
}
