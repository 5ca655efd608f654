// Mutates what decides about exports and landings, with the simulation as the test: `npm run mutate`.
// Left out: texts (the simulation reads the codes of letters, the unit tests what they say); what the compiler refuses mostly,
// such as a function without its body or an object without its properties; and other signs of a comparison, since each
// comparison is made true and made false.
export default {
  testRunner: "simulation",
  plugins: ["./config/tooling/mutation/simulation-runner.mjs"],
  coverageAnalysis: "perTest",
  mutate: [
    "functions/export/{decide,judge-snapshot,landing-rules,slot-turn}.ts",
    "functions/export/reconcile/decide-reconciliation.ts",
    "functions/copier/{decide,land,copy-run,low-water-mark,plan,copy-outcome}.ts",
    "functions/copier/{claim,landing-claim,land-export,start-workflow,conclude-landing}.ts",
    "functions/copier/{verify-landing,verify-outcome}.ts",
    "functions/copier/verify/*.ts",
  ],
  mutator: {
    excludedMutations: [
      ...["StringLiteral", "EqualityOperator"],
      ...["ArrayDeclaration", "ArrowFunction", "BlockStatement", "ObjectLiteral", "OptionalChaining"],
    ],
  },
  ignorePatterns: [
    ...["/.build", "/.local", "/cdktf.out", "/dist", "/release", "/reports"],
    ...["/docs", "/examples", "/local", "/modules", "/__tests__"],
  ],
  concurrency: 1,
  timeoutMS: 30_000,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 10,
  incremental: true,
  incrementalFile: "reports/mutation/incremental.json",
  tempDirName: ".build/stryker",
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: "reports/mutation/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false },
};
