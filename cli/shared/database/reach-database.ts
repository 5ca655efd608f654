import { CommandError } from "../command/command-error";
import type { ReachDatabase } from "./reached-database";

export const reachDatabase: ReachDatabase = () =>
  Promise.reject(new CommandError("the way to the database is being built"));
