// StrykerJS's test runner for the simulation: each plan of simulation/corpus is a test. All mutants are in one bundle, which
// a worker loads once, so that a mutant costs no more than the plans that reach it.
import { mkdirSync } from "node:fs";
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
    const result = await this.run(undefined, false);
    return { ...result, mutantCoverage: instrumented.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, hitLimit, disableBail }) {
    instrumented.hitLimit = hitLimit;
    instrumented.hitCount = hitLimit === undefined ? undefined : 0;
    if (mutantActivation === "static") instrumented.activeMutant = activeMutant.id;
    if (mutantActivation === "static" || this.wasStatic || this.tests.length === 0) this.load();
    this.wasStatic = mutantActivation === "static";
    instrumented.activeMutant = activeMutant.id;
    const result = await this.run(testFilter, !disableBail);
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

  async run(filter, bail) {
    const tests = [];
    for (const { name, run } of this.tests) {
      if (filter !== undefined && !filter.includes(name)) continue;
      instrumented.currentTestId = name;
      const started = performance.now();
      const broken = await run();
      const result = { id: name, name, timeSpentMs: performance.now() - started };
      tests.push(
        broken === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: broken },
      );
      if (bail && broken !== undefined) break;
    }
    instrumented.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "simulation", SimulationRunner)];
