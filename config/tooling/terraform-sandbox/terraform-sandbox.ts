import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { parseArguments, TRANSCRIBED } from "./arguments";
import { LIVES } from "./lives";
import { runLife, type Ended } from "./run-life";
import { writeStacks } from "./write-stacks";

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run terraform:sandbox [-- [<life>…] [--transcript <file>]]`: the root stack `sandbox` with real Terraform and the
 * real AWS provider, against AWS APIs on this machine: applied and destroyed in one account, in two, after an apply that
 * did not come to its end, and again. All lives run at once, since each mostly waits for a database.
 */
async function main(): Promise<ExitCode> {
  const { lives, transcript } = parseArguments(
    process.argv.slice(2),
    LIVES.map(({ name }) => name),
  );
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-sandbox-"));
  try {
    const stacks = writeStacks(folder);
    const chosen = LIVES.filter(({ name }) => lives.includes(name));
    const ended = await Promise.all(chosen.map((life) => runLife(life, { folder, stacks, print })));
    const transcribed = ended[chosen.findIndex(({ name }) => name === TRANSCRIBED)];
    const lines = transcribed?.kind === "run" ? transcribed.transcript : [];
    if (transcript !== undefined && lines.length > 0) {
      writeFileSync(transcript, `${lines.join("\n")}\n`);
      print(`${transcript}: written`);
    }
    return judge(ended);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(ended: readonly Ended[]): ExitCode {
  const missing = ended.find((one) => one.kind === "missing");
  if (missing !== undefined) {
    print(`${missing.program} is not installed, so no sandbox was applied: install it and run this again.`);
    return EXIT.toolMissing;
  }
  const problems = ended.flatMap((one) => (one.kind === "run" ? one.problems : []));
  problems.forEach((problem) => {
    print(`FAILED: ${problem}`);
  });
  if (problems.length > 0) return EXIT.refused;
  print(`Applied and destroyed, with nothing left behind: ${ended.length} of ${ended.length} sandboxes`);
  return EXIT.ok;
}

// The client says so on Node.js 20 of its own versions to come; the pinned one is fine with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
runCheck(main);
