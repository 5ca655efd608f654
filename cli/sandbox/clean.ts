import { runCommand } from "../shared/command/run-command";
import { cleanCommand } from "./clean/command";

runCommand(cleanCommand);
