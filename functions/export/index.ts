// Stages 2 and 3 of the pipeline: fed by the export queue, starts RDS exports, feeds the copier's queue.
import type { SQSHandler } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { composeExport } from "./compose";

/** What Lambda calls. Everything that it needs is made here, once per execution environment. */
export const handler: SQSHandler = composeExport({ environment: process.env, clock: systemClock });
