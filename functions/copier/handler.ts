import type { MessageHandler } from "../shared/batch";
import { NO_SUBJECT, type Outcome } from "../shared/outcome";
import { asSent, sentBack } from "./as-sent";
import { parseCopierRequest } from "./event";
import { exportsThatEnded } from "./exports-that-ended";
import { handleCopyRequest } from "./handle-copy-request";
import type { CopierDependencies } from "./landing-job";

/** Handles one message of the copier's queue: looks at the export task; when it is complete, lands its files. */
export function copierHandler(dependencies: CopierDependencies): MessageHandler {
  return async (incoming, invocation) => {
    const request = parseCopierRequest(incoming.body);
    switch (request.kind) {
      case "unreadable":
        return [unreadable(request.reason)];
      case "not-ours":
        return [{ kind: "ignore", subject: NO_SUBJECT, reason: request.reason }];
      case "copy-request":
        return [await handleCopyRequest(asSent(request, incoming), incoming, invocation, dependencies)];
      case "export-event": {
        const ended = await exportsThatEnded(request, dependencies);
        if (ended.kind === "none") return [ended.outcome];
        const outcomes: Outcome[] = [];
        for (const each of ended.requests) {
          const asked = incoming.redriven ? sentBack(each) : each;
          outcomes.push(await handleCopyRequest(asked, incoming, invocation, dependencies));
        }
        return outcomes;
      }
    }
  };
}

function unreadable(reason: string): Outcome {
  return {
    kind: "reject",
    subject: NO_SUBJECT,
    code: "UNREADABLE_MESSAGE",
    reason,
    remedy:
      "See who sends to the copier's queue: it takes RDS's events of ended exports and " +
      '{"ExportTaskIdentifier":"…","ExportBucket":"…"} only. Then delete this letter.',
  };
}
