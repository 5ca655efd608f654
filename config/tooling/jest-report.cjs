"use strict";
// A jest reporter that writes the run's own results to the file that JEST_REPORT names, if it names one: `npm test`
// is then the same command for a person and for a pipeline.
const { writeFileSync } = require("node:fs");

module.exports = class JestReport {
  onRunComplete(_contexts, results) {
    const file = process.env.JEST_REPORT;
    if (file === undefined || file === "") return;
    writeFileSync(
      file,
      JSON.stringify(results, (key, value) => (key === "coverageMap" ? undefined : value)),
    );
  }
};
