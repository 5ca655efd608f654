// Stages 4 and 5 of the pipeline: fed by the copier's queue, lands exports in the zone, starts the Glue workflow.
import type { SQSHandler } from "aws-lambda";
import { systemClock } from "../shared/clock";
import { composeCopier } from "./compose";

/** What Lambda calls. Everything that it needs is made here, once per execution environment. */
export const handler: SQSHandler = composeCopier({ environment: process.env, clock: systemClock });
