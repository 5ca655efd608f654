import fc from "fast-check";

/**
 * In CI every run tries the same cases, so that a change fails for what it does itself; on a developer's machine each run
 * tries others, and a failure prints the seed that repeats it.
 */
if (process.env["CI"] === "true") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_240_301 });
