import { runCommand } from "../shared/command/run-command";
import { loadCommand } from "./load/load-command";

runCommand(loadCommand);
