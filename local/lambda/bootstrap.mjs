// What Lambda's Node.js runtime is to a function, in a process of its own: loads the handler, invokes it with the
// events that the parent process sends, and answers. Plain JavaScript: it is run as it lies here, by path.
//
// Arguments: <folder of the code> <file.export> <clock factor> <clock origin, epoch milliseconds>.
// They are arguments because the environment belongs to the function alone.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { shiftClock } from "./shift-clock.mjs";

const [directory, handlerName, factor, origin] = process.argv.slice(2);
const realNow = shiftClock(Number(factor), Number(origin));

// The parent decides when this process ends; Ctrl-C reaches the whole process group.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));

/** Lambda's answer for an error: name, message and stack lines. */
function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}

async function loadHandler() {
  const dot = handlerName.lastIndexOf(".");
  const [file, exported] = [handlerName.slice(0, dot), handlerName.slice(dot + 1)];
  const found = [".js", ".mjs", ".cjs"]
    .map((extension) => path.join(directory, `${file}${extension}`))
    .find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`Cannot find module '${file}' in ${directory}`);
  const loaded = found.endsWith(".mjs")
    ? await import(pathToFileURL(found).href)
    : createRequire(found)(found);
  if (typeof loaded[exported] !== "function") throw new Error(`${handlerName} is undefined or not exported`);
  return loaded[exported];
}

/** The context object (nodejs-context); the remaining time is real time, because work is not sped up. */
function contextOf({ deadline, ...given }) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: "$LATEST",
    ...given,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
}

async function invoke(handler, { event, context, traceId }) {
  process.env["_X_AMZN_TRACE_ID"] = traceId;
  try {
    const answer = await handler(event, contextOf(context));
    return { kind: "returned", payload: JSON.stringify(answer ?? null) };
  } catch (error) {
    return { kind: "threw", ...describe(error) };
  }
}

try {
  const handler = await loadHandler();
  process.on("message", (message) => {
    void invoke(handler, message).then((answer) => process.send(answer));
  });
  process.send({ kind: "ready" });
} catch (error) {
  process.send({ kind: "threw", ...describe(error) }, () => process.exit(1));
}
