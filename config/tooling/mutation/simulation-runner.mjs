// StrykerJS's test runner for the simulation: each plan of simulation/corpus is a test. All mutants are in one bundle, which
// a worker loads once, so that a mutant costs no more than the plans that reach it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { buildSync } from "esbuild";

const instrumented = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

class SimulationRunner {
  tests = [];
  /** Plans that have seen a mutant, the last one first. */
  seen = [];
  /** What each plan comes to without a mutant. */
  costs = {};

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    // The SDK and others warn about the host's Node.js.
    process.removeAllListeners("warning");
    // The folder with the mutants; not yet when this file is loaded.
    this.root = process.cwd();
    this.bundle = path.join(this.root, ".build", `corpus-tests-${process.pid}.cjs`);
    this.require = createRequire(this.bundle);
    mkdirSync(path.dirname(this.bundle), { recursive: true });
    // A worker that had to be replaced has left it behind.
    this.costsFile = path.join(path.dirname(this.bundle), "corpus-costs.json");
    if (existsSync(this.costsFile)) this.costs = JSON.parse(readFileSync(this.costsFile, "utf8"));
    buildSync({
      entryPoints: [path.join(this.root, "simulation/mutations/corpus-tests.ts")],
      outfile: this.bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      packages: "external",
      logLevel: "warning",
    });
  }

  async dryRun() {
    this.load();
    const result = await this.run(this.tests);
    writeFileSync(this.costsFile, JSON.stringify(this.costs));
    return { ...result, mutantCoverage: instrumented.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, hitLimit, disableBail }) {
    instrumented.hitLimit = hitLimit;
    instrumented.hitCount = hitLimit === undefined ? undefined : 0;
    const isStatic = mutantActivation === "static";
    if (isStatic) instrumented.activeMutant = activeMutant.id;
    if (isStatic || this.wasStatic || this.tests.length === 0) this.load();
    this.wasStatic = isStatic;
    instrumented.activeMutant = activeMutant.id;
    const tests = this.tests.filter(({ name }) => testFilter === undefined || testFilter.includes(name));
    const result = await this.run(this.likeliestFirst(tests), !disableBail);
    instrumented.activeMutant = undefined;
    return toMutantRunResult(
      determineHitLimitReached(instrumented.hitCount, instrumented.hitLimit) ?? result,
    );
  }

  /** Anew: what a module does when it is loaded may be what is mutated. */
  load() {
    delete this.require.cache[this.bundle];
    this.tests = this.require(this.bundle).corpusTests(this.root);
  }

  /** Mutants come in the order of the source, and neighbours are mostly seen by the same plan. */
  likeliestFirst(tests) {
    const rank = ({ name }) => this.seen.indexOf(name) + 1 || Infinity;
    const cost = ({ name }) => this.costs[name]?.milliseconds ?? 0;
    return [...tests].sort((one, other) => {
      const [first, second] = [rank(one), rank(other)];
      return first === second ? cost(one) - cost(other) : first - second;
    });
  }

  /** @param bail whether to end with the first plan that breaks */
  async run(plans, bail = false) {
    const tests = [];
    for (const { name, run } of plans) {
      instrumented.currentTestId = name;
      const started = performance.now();
      const usual = this.costs[name];
      const { broken, requests } = await run(usual && 20 * usual.requests + 1000);
      const timeSpentMs = performance.now() - started;
      this.costs[name] ??= { requests, milliseconds: timeSpentMs };
      const result = { id: name, name, timeSpentMs };
      tests.push(
        broken === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: broken },
      );
      if (!bail || broken === undefined) continue;
      this.seen = [name, ...this.seen.filter((each) => each !== name)];
      break;
    }
    instrumented.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "simulation", SimulationRunner)];
