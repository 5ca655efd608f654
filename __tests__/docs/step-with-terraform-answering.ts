import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** How a step's script went. */
export interface StepRun {
  readonly code: number | null;
  readonly output: string;
  /** What it wrote for the job's summary. */
  readonly summary: string;
}

/** Runs a step's script as GitHub's runner does, with a `terraform` that prints a text whatever it is asked. */
export function runStep(script: string, terraformPrints: string): StepRun {
  const folder = mkdtempSync(path.join(tmpdir(), "step-"));
  try {
    const summary = path.join(folder, "summary");
    writeFileSync(summary, "");
    writeFileSync(path.join(folder, "answer"), terraformPrints);
    writeFileSync(path.join(folder, "terraform"), '#!/bin/sh\ncat "${0%/*}/answer"\n', { mode: 0o755 });
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
      {
        cwd: folder,
        encoding: "utf8",
        timeout: 30_000,
        env: {
          ...process.env,
          PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}`,
          GITHUB_STEP_SUMMARY: summary,
        },
      },
    );
    return { code: status, output: stdout + stderr, summary: readFileSync(summary, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
