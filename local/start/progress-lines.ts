import { firstLine } from "./first-line";
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
        write(`${STAGES[event.stage]} failed: ${firstLine(event.text)}`);
        return;
      case "later":
        write(event.text);
        return;
    }
  };
}

/** Writes progress as lines with a mark each: for a person whose standard output is no terminal. */
export function markedLines(write: (line: string) => void): RunListener {
  return (event) => {
    switch (event.kind) {
      case "began":
        write(`❯ ${STAGES[event.stage]}`);
        return;
      case "note":
        write(`› ${event.text}`);
        return;
      case "ended":
        write(`✔ ${STAGES[event.stage]}: ${event.text}`);
        return;
      case "failed":
        write(`✖ ${STAGES[event.stage]}: ${firstLine(event.text)}`);
        return;
      case "later":
        write(`› ${event.text}`);
        return;
    }
  };
}
