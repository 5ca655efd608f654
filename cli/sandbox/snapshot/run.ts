import { AwsCallError } from "../../../functions/shared/aws-failure";
import { CommandError, ToCorrectError } from "../../shared/command/command-error";
import type { CommandContext } from "../../shared/command/context";
import type { CommonOptions } from "../../shared/command/common-options";
import { EXIT } from "../../shared/command/exit-code";
import { patiently } from "./aws/patiently";
import { follow } from "./follow/follow";
import { letterBoxes, Lookout } from "./follow/lookout";
import { beginFollowing, type Followed } from "./followed";
import { failedResult, landedResult } from "./gather-result";
import { LandingWatch } from "./landing/landing-watch";
import type { SnapshotOptions } from "./options";
import type { SnapshotPorts } from "./ports";
import { reportLines } from "./report/report-lines";
import type { SnapshotCommandResult } from "./report/snapshot-command-result";
import { openSandbox, type Sandbox } from "./sandbox";

type Options = SnapshotOptions & CommonOptions;

/** The whole command. @returns the exit code: see `--help` @throws CommandError, and the reason of an abort */
export async function runSnapshot(
  options: Options,
  context: CommandContext,
  ports: SnapshotPorts,
): Promise<number> {
  const began = performance.now();
  try {
    const sandbox = await openSandbox(options, context, ports);
    const followed = await beginFollowing(sandbox, options, context, ports);
    const found = await unlessLeft(followed, context, () => findOut(sandbox, followed, context, ports));
    const result: SnapshotCommandResult = { ...found, seconds: (performance.now() - began) / 1000 };
    const { out } = context.output;
    out(options.json ? JSON.stringify(result, undefined, 2) : reportLines(result).join("\n"));
    return result.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    throw error instanceof AwsCallError ? new CommandError(error.message, { cause: error }) : error;
  }
}

/** The pipeline does not need this command: whoever leaves it can look again. */
async function unlessLeft<T>(
  { snapshot }: Followed,
  { output }: CommandContext,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    output.err(
      `The pipeline goes on by itself. To look again: npm run sandbox:snapshot -- --follow ${snapshot.identifier}`,
    );
    throw onceTaken(error);
  }
}

/** A snapshot is there: it is not true any more that nothing was changed. */
function onceTaken(error: unknown): unknown {
  return error instanceof ToCorrectError ? new CommandError(error.message, { cause: error }) : error;
}

async function findOut(
  sandbox: Sandbox,
  { snapshot, takenAt, readAgain, readings }: Followed,
  { progress, signal }: CommandContext,
  { now, pause }: SnapshotPorts,
): Promise<Omit<SnapshotCommandResult, "seconds">> {
  const { outputs, clients, rds } = sandbox;
  const landing = new LandingWatch(sandbox.landing);
  const queues = [outputs.export_dead_letter_queue_url, outputs.copier_dead_letter_queue_url];
  const lookout = new Lookout(snapshot, takenAt, {
    rds,
    landing,
    letters: letterBoxes(clients.sqs, queues, signal),
    exportBucket: outputs.export_bucket_id,
    now,
  });
  const wait = (): Promise<void> => pause(signal);
  const end = await follow({ lookout, progress, now, pause: wait, readAgain });
  const ending = {
    snapshot,
    task: lookout.task,
    readings: readings(),
    letters: await patiently(() => lookout.finalLetters(), { pause: wait }),
  };
  const { seen } = landing;
  if (end.kind === "failed") return failedResult(ending, end.reason);
  if (seen === undefined) throw new Error(`${end.task.id} has landed, but nothing was seen of it`);
  return progress.step(
    "Comparison of every value",
    async (note) => {
      const result = await landedResult(ending, seen, sandbox, { note, pause: wait });
      signal.throwIfAborted();
      return result;
    },
    ({ tables }) => `${tables.filter(({ matches }) => matches).length} of ${tables.length} tables match`,
  );
}
