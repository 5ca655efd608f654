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
import { LIKELY_PLANS } from "./likely-plans.mjs";

/**
 * A mutant that no plan sees costs all that it is tried on: most are seen by any of those that reach them, the others by one
 * that has seen a neighbour.
 */
const MOST_PLANS = 60;
/** Of these, so many at most are taken for what they have seen. */
const RECENT_PLANS = 2;
/** Mutants before and behind one that count as around it. */
const NEAR_MUTANTS = 30;
/** Plans that ask AWS more often than this cost as much as five others, and are left to `npm run simulate`. */
const MOST_REQUESTS = 500;

const instrumented = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

class SimulationRunner {
  tests = [];
  /** Plans that have seen a mutant, the last one first. */
  seen = [];
  /** What each plan comes to without a mutant: its costs, and how often it comes by each mutant. */
  costs = {};
  hits = {};

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
    this.knownFile = path.join(path.dirname(this.bundle), "corpus-plans.json");
    if (existsSync(this.knownFile)) Object.assign(this, JSON.parse(readFileSync(this.knownFile, "utf8")));
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
    this.hits = structuredClone(instrumented.mutantCoverage.perTest);
    writeFileSync(this.knownFile, JSON.stringify({ costs: this.costs, hits: this.hits }));
    const isCheap = (name) => this.costs[name].requests <= MOST_REQUESTS;
    const { static: ofModules, perTest } = instrumented.mutantCoverage;
    return {
      ...result,
      tests: result.tests.filter(({ name, status }) => status !== TestStatus.Success || isCheap(name)),
      mutantCoverage: {
        static: ofModules,
        perTest: Object.fromEntries(Object.entries(perTest).filter(([name]) => isCheap(name))),
      },
    };
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
    const result = await this.run(this.likeliestFirst(tests, activeMutant), !disableBail);
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

  /**
   * Mutants come in the order of the source: first those plans that have seen one of the last, then those that do much with the
   * file, then those that do most with the code around it that the others before them do not, for what they ask of AWS: unlike
   * their seconds, that is the same in every run, and so are the plans.
   */
  likeliestFirst(tests, { id, fileName }) {
    const left = new Map(tests.map((test) => [test.name, test]));
    const recent = this.seen.filter((name) => left.has(name)).slice(0, RECENT_PLANS);
    const likely = LIKELY_PLANS.flatMap(([file, names]) => (file.test(fileName) ? names : []));
    const first = [...new Set([...recent, ...likely])].filter((name) => left.has(name));
    const ordered = first.map((name) => left.get(name));
    const features = new Map([...left.keys()].map((name) => [name, this.featuresOf(name, Number(id))]));
    const known = new Set(first.flatMap((name) => features.get(name)));
    for (const name of first) left.delete(name);
    while (left.size > 0 && ordered.length < MOST_PLANS) {
      const worth = (name) =>
        (features.get(name).filter((each) => !known.has(each)).length + 0.1) /
        (100 + this.costs[name].requests);
      const [best] = [...left.keys()].sort((one, other) => worth(other) - worth(one));
      ordered.push(left.get(best));
      left.delete(best);
      for (const each of features.get(best)) known.add(each);
    }
    return ordered;
  }

  /** How often, in powers of two, a plan comes by each of the mutants around one. */
  featuresOf(name, id) {
    const hits = this.hits[name] ?? {};
    const found = [];
    for (let near = id - NEAR_MUTANTS; near <= id + NEAR_MUTANTS; near++)
      if (hits[near] > 0) found.push(`${near} ${Math.floor(Math.log2(hits[near]))}`);
    return found;
  }

  /** @param bail whether to end with the first plan that breaks */
  async run(plans, bail = false) {
    const tests = [];
    for (const { name, run } of plans) {
      instrumented.currentTestId = name;
      const started = performance.now();
      const usual = this.costs[name];
      const { broken, requests } = await run(usual && 4 * usual.requests + 200);
      const timeSpentMs = performance.now() - started;
      this.costs[name] ??= { requests };
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
