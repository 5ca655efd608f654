import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AwsError } from "../../../local/aws/aws-error";
import { worldClock } from "../../../local/clock";
import type { FunctionConfiguration } from "../../../local/lambda/function-configuration";
import {
  LocalFunction,
  type LocalFunctionOptions,
  type FunctionLine,
} from "../../../local/lambda/local-function";
import type { InvocationOutcome } from "../../../local/lambda/batch-outcome";

const CODE = `
const tasks = {
  echo: (event) => event,
  environment: () => process.env,
  context: (event, context) => ({
    ...context, remaining: context.getRemainingTimeInMillis(), functions: typeof context.getRemainingTimeInMillis,
  }),
  clock: async () => {
    const [begin, timer] = [Date.now(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 100));
    return {
      now: begin, constructed: new Date().getTime(), text: Date(), given: new Date(0).toISOString(),
      isDate: new Date() instanceof Date, copied: new (new Date(5).constructor)(7).getTime(), utc: Date.UTC(2000, 0),
      worldPassed: Date.now() - begin, realPassed: performance.now() - timer,
    };
  },
  nothing: () => undefined,
  throw: () => { throw new TypeError("no such thing"); },
  crash: () => process.exit(7),
  hang: () => new Promise(() => setInterval(() => undefined, 1000)),
  spin: () => { for (;;); },
  write: () => { console.log('{"a":1}'); console.log("half"); process.emitWarning("old Node"); return process.pid; },
};
exports.handler = async (event, context) => tasks[event.task](event, context);
`;
const clock = worldClock(100);
const configuration: FunctionConfiguration = {
  address: "aws_lambda_function.test",
  functionName: "Dev-test",
  functionArn: "arn:aws:lambda:eu-west-2:111122223333:function:Dev-test",
  roleArn: "arn:aws:iam::111122223333:role/dev-test",
  handler: "index.handler",
  runtime: "nodejs22.x",
  memorySize: 512,
  timeoutSeconds: 2,
  environment: { QUEUE: "q", NODE_OPTIONS: "--enable-source-maps" },
  logFormat: "JSON",
  logGroup: "/dev/test",
  code: { bucket: "artefacts", key: "test.zip" },
};

let directory: string;
let lines: FunctionLine[];
let open: LocalFunction[];
let sessions: string[];

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "local-function-"));
  writeFileSync(path.join(directory, "index.js"), CODE);
  writeFileSync(path.join(directory, "broken.js"), "throw new RangeError('cannot load')");
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  lines = [];
  open = [];
  sessions = [];
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
});

/** Everything is allowed, and nobody looks. */
const quietLambda = {
  assumeRole: () => Promise.resolve(),
  openLog: () => Promise.resolve(),
  report: () => Promise.resolve(),
};

function optionsOf(changes: Partial<FunctionConfiguration>): LocalFunctionOptions {
  return {
    configuration: { ...configuration, ...changes },
    surroundings: {
      region: "eu-west-2",
      endpoint: "http://127.0.0.1:1",
      codeDirectory: directory,
      path: process.env["PATH"],
    },
    credentialsFor: (session) => {
      sessions.push(session);
      return { accessKeyId: "ASIA1", secretAccessKey: "secret", sessionToken: "token" };
    },
    acts: quietLambda,
    bootstrap: path.resolve(__dirname, "../../../local/lambda/bootstrap.mjs"),
    clock,
    onLine: (line) => lines.push(line),
  };
}

function start(changes: Partial<FunctionConfiguration> = {}): LocalFunction {
  const started = new LocalFunction(optionsOf(changes));
  open.push(started);
  return started;
}

function payload(outcome: InvocationOutcome): unknown {
  expect(outcome.kind).toBe("returned");
  return JSON.parse((outcome as { payload: string }).payload);
}

describe("LocalFunction", () => {
  test("hands over the event and brings back the answer", async () => {
    const event = { task: "echo", Records: [{ body: "déjà vu" }] };
    expect(payload(await start().invoke(event))).toEqual(event);
  });

  test("answers null when the handler returns nothing", async () => {
    expect(await start().invoke({ task: "nothing" })).toEqual({ kind: "returned", payload: "null" });
  });

  test("gives the function the deployed environment, what Lambda sets, and nothing of ours", async () => {
    process.env["SECRET_OF_THE_PARENT"] = "leak";
    const environment = payload(await start().invoke({ task: "environment" }));
    delete process.env["SECRET_OF_THE_PARENT"];
    expect(environment).toEqual({
      QUEUE: "q",
      NODE_OPTIONS: "--enable-source-maps",
      _HANDLER: "index.handler",
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/),
      AWS_ACCESS_KEY_ID: "ASIA1",
      AWS_DEFAULT_REGION: "eu-west-2",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "512",
      AWS_LAMBDA_FUNCTION_NAME: "Dev-test",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_FORMAT: "JSON",
      AWS_LAMBDA_LOG_GROUP_NAME: "/dev/test",
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringContaining("Dev-test[$LATEST]"),
      AWS_REGION: "eu-west-2",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
      HOME: directory,
      LAMBDA_TASK_ROOT: directory,
      LANG: "en_US.UTF-8",
      PATH: process.env["PATH"],
      TZ: ":UTC",
    });
  });

  test("gives the context of the invocation, remaining time in real milliseconds", async () => {
    const context = payload(await start().invoke({ task: "context" })) as Record<string, unknown>;
    expect(context).toMatchObject({
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      functionName: "Dev-test",
      functionVersion: "$LATEST",
      invokedFunctionArn: configuration.functionArn,
      memoryLimitInMB: "512",
      logGroupName: "/dev/test",
      functions: "function",
    });
    expect(context["remaining"]).toBeGreaterThan(0);
    expect(context["remaining"]).toBeLessThanOrEqual(2000);
  });

  test("shifts the function's Date to world time and leaves timers alone", async () => {
    const begin = clock.now().getTime();
    const seen = payload(await start().invoke({ task: "clock" })) as Record<
      string,
      number | string | boolean
    >;
    const end = clock.now().getTime();
    expect(seen["now"]).toBeGreaterThanOrEqual(begin);
    expect(seen["constructed"]).toBeLessThanOrEqual(end);
    expect(new Date(seen["text"] as string).getTime()).toBeGreaterThanOrEqual(begin - 1000);
    expect(seen).toMatchObject({
      given: "1970-01-01T00:00:00.000Z",
      isDate: true,
      copied: 7,
      utc: 946684800000,
    });
    expect(seen["realPassed"]).toBeGreaterThan(90);
    const factor = Number(seen["worldPassed"]) / Number(seen["realPassed"]);
    // The two clocks are not read in one moment: a busy machine lets some time pass in between.
    expect(factor).toBeGreaterThan(50);
    expect(factor).toBeLessThan(200);
  });

  test("reports what the handler throws, and goes on with the same process", async () => {
    const running = start();
    const first = payload(await running.invoke({ task: "write" }));
    expect(await running.invoke({ task: "throw" })).toMatchObject({
      kind: "threw",
      errorType: "TypeError",
      errorMessage: "no such thing",
    });
    expect(payload(await running.invoke({ task: "write" }))).toBe(first);
  });

  test("runs two events at once in two processes", async () => {
    const running = start();
    const pids = await Promise.all([running.invoke({ task: "write" }), running.invoke({ task: "write" })]);
    expect(payload(pids[0])).not.toBe(payload(pids[1]));
  });

  test("replaces a process that ended by itself", async () => {
    const running = start();
    expect(await running.invoke({ task: "crash" })).toEqual({ kind: "crashed", how: "exit code 7" });
    expect(payload(await running.invoke({ task: "echo", n: 1 }))).toEqual({ task: "echo", n: 1 });
  });

  test.each(["hang", "spin"])("kills a process that takes too long (%s) and starts another", async (task) => {
    const running = start({ timeoutSeconds: 1 });
    expect(await running.invoke({ task })).toEqual({ kind: "timedOut", seconds: 1 });
    expect(payload(await running.invoke({ task: "echo" }))).toEqual({ task: "echo" });
  });

  test.each([
    ["code that throws while it is loaded", "broken.handler", "RangeError", "cannot load"],
    ["a file that is not there", "missing.handler", "Error", "Cannot find module 'missing'"],
    ["an export that is not there", "index.other", "Error", "index.other is undefined or not exported"],
  ])("reports %s", async (_what, handler, errorType, message) => {
    const outcome = await start({ handler }).invoke({ task: "echo" });
    expect(outcome).toMatchObject({
      kind: "threw",
      errorType,
      errorMessage: expect.stringContaining(message),
    });
  });

  test("ends the one process that has a session, and no other", async () => {
    const running = start();
    const invoked = [running.invoke({ task: "hang" }), running.invoke({ task: "echo" })];
    // Lambda assumes the role before it starts an instance, which takes a turn.
    await new Promise(setImmediate);
    expect(new Set(sessions).size).toBe(2);
    expect(await running.kill(sessions[0])).toBe(true);
    expect(await invoked[0]).toEqual({ kind: "crashed", how: "signal SIGKILL" });
    expect(payload((await invoked[1])!)).toEqual({ task: "echo" });
    // The other one waits for its next event, and is none to wait for any more.
    expect(await running.kill(sessions[1])).toBe(true);
    expect(payload(await running.invoke({ task: "echo" }))).toEqual({ task: "echo" });
    expect(await running.kill(sessions[0])).toBe(false);
    expect(await running.kill(undefined)).toBe(false);
  });

  test("passes on lines, warnings on the error stream among them", async () => {
    const running = start();
    await running.invoke({ task: "write" });
    await running.close();
    const texts = (stream: string): string[] =>
      lines.filter((line) => line.stream === stream).map(({ text }) => text);
    expect(texts("stdout")).toEqual(['{"a":1}', "half"]);
    expect(texts("stderr").join("\n")).toContain("old Node");
  });

  test("leaves no process behind", async () => {
    const running = start();
    const pid = Number(payload(await running.invoke({ task: "write" })));
    const busy = running.invoke({ task: "hang" });
    await running.close();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(await busy).toEqual({ kind: "crashed", how: "signal SIGKILL" });
  });
});

it("does not run as a role that Lambda cannot assume", async () => {
  const denied = new LocalFunction({
    ...optionsOf({}),
    acts: { ...quietLambda, assumeRole: () => Promise.reject(new AwsError("AccessDenied", "no", 403)) },
  });
  open.push(denied);
  expect(await denied.invoke({ say: "hello" })).toMatchObject({
    kind: "threw",
    errorType: "AccessDeniedException",
    errorMessage: expect.stringContaining("cannot be assumed by Lambda") as unknown,
  });
  expect(sessions).toEqual([]);
});
