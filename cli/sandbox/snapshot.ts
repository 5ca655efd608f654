import { runCommand } from "../shared/command/run-command";
import { snapshotCommand } from "./snapshot/command";

runCommand(snapshotCommand());
