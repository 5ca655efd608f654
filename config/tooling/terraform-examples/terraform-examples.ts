import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EXIT, type ExitCode } from "../exit-code";
import { startLocalAwsApi } from "../local-aws-api";
import { runCheck } from "../run-check";
import { TerraformError } from "../terraform-root";
import { apiDeviations } from "./api-deviations";
import { askedLines } from "./asked-deviations";
import { writeModules } from "./example-copies";
import { chosenExamples, EXAMPLES, type Example } from "./examples";
import { runExample, type ExampleResult } from "./run-example";
import { staleDeviations } from "./second-plan";

/** Each has a moto of 0.2 GB and a provider of 0.3 GB, and mostly waits. */
const AT_ONCE = 3;

/** How an example ended. */
type Ended =
  | ({ readonly kind: "run" } & ExampleResult)
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "missing"; readonly program: string };

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run terraform:examples [-- <name>…]`: the roots in `examples/` with real Terraform and the real AWS provider,
 * against an AWS API on this machine: each is validated, planned, applied, planned again and destroyed.
 */
async function main(): Promise<ExitCode> {
  const chosen = chosenExamples(process.argv.slice(2));
  const outdir = mkdtempSync(path.join(tmpdir(), "terraform-examples-"));
  try {
    writeModules(outdir);
    const ended = await runAll(chosen, outdir);
    return judge(ended, chosen.length === EXAMPLES.length);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function runAll(chosen: readonly Example[], outdir: string): Promise<readonly Ended[]> {
  const waiting = [...chosen];
  const ended: Ended[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      ended.push(await run(next, outdir));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return ended;
}

/** Never rejects: the others are to end, too, and what they started with them. */
async function run(example: Example, outdir: string): Promise<Ended> {
  const report = (step: string, seconds: number, what: string): void => {
    print(
      `${example.name.padEnd(18)}${step.padEnd(13)}${seconds.toFixed(1).padStart(6)} s  ${what}`.trimEnd(),
    );
  };
  try {
    const api = await startLocalAwsApi(process.env);
    if (api.kind === "missing") return { kind: "missing", program: "moto_server" };
    try {
      const result = await runExample(example, api, outdir, report);
      const problems = result.problems.map((problem) => `${example.name}: ${problem}`);
      return { kind: "run", ...result, problems };
    } finally {
      api.close();
    }
  } catch (error) {
    if (error instanceof TerraformError && error.outcome.kind === "missing")
      return { kind: "missing", program: error.outcome.program };
    return {
      kind: "failed",
      why: `${example.name}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** @param all whether every example has run: only then is it known which deviations nobody needs */
function judge(ended: readonly Ended[], all: boolean): ExitCode {
  const missing = ended.find(({ kind }) => kind === "missing");
  if (missing?.kind === "missing") {
    print(
      `${missing.program} is not installed, so the examples were not run: install it and run this again.`,
    );
    return EXIT.toolMissing;
  }
  const results = ended.filter((one) => one.kind === "run");
  const asked = results[0]?.asked ?? [];
  if (asked.length > 0) print("What the API answers otherwise than AWS, and second plans show for a change:");
  asked.flatMap(askedLines).forEach((line) => {
    print(`  ${line}`);
  });
  const problems = [
    ...ended.flatMap((one) => (one.kind === "failed" ? [one.why] : [])),
    ...results.flatMap((result) => result.problems),
    ...asked.filter(({ isProved }) => !isProved).map((one) => `not proved: ${one.deviation.type}`),
    ...(all && results.length === ended.length ? stale(results) : []),
  ];
  problems.forEach((problem) => {
    print(`FAILED: ${problem}`);
  });
  if (problems.length > 0) return EXIT.refused;
  print(
    `Applied, with nothing left to do, and destroyed, with nothing left behind: ${results.length} of ${ended.length}`,
  );
  return EXIT.ok;
}

function stale(results: readonly ExampleResult[]): readonly string[] {
  const verdicts = results.map(({ verdict }) => verdict);
  return staleDeviations(verdicts, apiDeviations).map(
    (name) => `${name} is listed as answered wrongly, and no second plan shows it: take it off the list`,
  );
}

// The client says so on Node.js 20 of its own versions to come; the pinned one is fine with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
runCheck(main);
