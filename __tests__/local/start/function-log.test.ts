import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LogFiles, readDecision } from "../../../local/start/function-log";
import type { FunctionLine } from "../../../local/lambda/local-function";

const line = (text: string, stream: FunctionLine["stream"] = "stdout"): FunctionLine => ({
  functionName: "Dev-copier",
  stream,
  text,
});
const decision = {
  decision: "copy",
  reason: "complete",
  nextStep: "the workflow starts",
  snapshot: null,
  extra: 1,
};

describe("readDecision", () => {
  test("reads a decision with all its fields", () => {
    expect(readDecision(line(JSON.stringify(decision)))).toEqual({
      functionName: "Dev-copier",
      decision: "copy",
      reason: "complete",
      nextStep: "the workflow starts",
      snapshot: null,
      exportTask: null,
      line: decision,
    });
  });

  test.each([
    ["a metric", JSON.stringify({ _aws: { CloudWatchMetrics: [] }, FilesCopied: 3 })],
    ["text", "START"],
    ["half a JSON text", '{"decision":'],
  ])("takes %s for no decision", (_what, text) => {
    expect(readDecision(line(text))).toBeUndefined();
  });

  test("reads the error stream as well: that is where a decision about a failure stands", () => {
    expect(readDecision(line(JSON.stringify(decision), "stderr"))).toMatchObject({ decision: "copy" });
  });
});

describe("LogFiles", () => {
  test("keeps lines by function and stream, in order", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "log-files-"));
    const files = new LogFiles(path.join(directory, "logs"));
    files.writeFunctionLine(line("one"));
    files.writeFunctionLine(line("warning", "stderr"));
    files.writeFunctionLine(line("two"));
    await files.close();
    const read = (name: string): string => readFileSync(path.join(directory, "logs", name), "utf8");
    expect(read("Dev-copier.jsonl")).toBe("one\ntwo\n");
    expect(read("Dev-copier.stderr.log")).toBe("warning\n");
    rmSync(directory, { recursive: true });
  });
});
