import { STAGES, type RunListener } from "./run-event";

/** Writes progress as plain lines: for `--json`, whose standard output belongs to the result. */
export function progressLines(write: (line: string) => void): RunListener {
  return (event) => {
    switch (event.kind) {
      case "began":
        write(`${STAGES[event.stage]} …`);
        return;
      case "note":
        write(`  ${event.text}`);
        return;
      case "ended":
        write(`${STAGES[event.stage]}: ${event.text}`);
        return;
      case "failed":
        write(`${STAGES[event.stage]} failed: ${event.text}`);
        return;
    }
  };
}
