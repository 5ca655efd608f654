import path from "node:path";
import type { WorldClock } from "../clock";
import { FunctionJournal } from "./function-journal";
import { runDirectory } from "./run-directory";
import type { RunSurroundings } from "./run-surroundings";
import { History } from "./timeline";

/** What a run writes down: its folder, what the functions say, and when things happened. */
export interface RunRecords {
  readonly directory: string;
  readonly journal: FunctionJournal;
  readonly history: History;
}

/** @param keep whether the folder outlives the run */
export function openRecords(
  keep: boolean,
  clock: WorldClock,
  { cleanUp, teller }: RunSurroundings,
): RunRecords {
  const directory = runDirectory(keep, cleanUp);
  const journal = new FunctionJournal(path.join(directory, "logs"), teller);
  cleanUp.add("the log files", () => journal.close());
  // What Node.js and packages warn about belongs into a file, not between the lines of a person's report.
  const keepWarning = ({ name, message }: Error): void => {
    journal.files.write("warnings.log", `${name}: ${message}`);
  };
  process.on("warning", keepWarning);
  cleanUp.add("the listener to warnings", () => void process.removeListener("warning", keepWarning));
  return { directory, journal, history: new History(() => clock.now()) };
}
