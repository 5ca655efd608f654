import { runCommand } from "../shared/command/run-command";
import { statusCommand } from "./status/command";

runCommand(statusCommand);
