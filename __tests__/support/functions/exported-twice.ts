import { recordKey } from "../../../functions/shared/landing-records";
import { sqsRecord } from "./records";
import { World } from "./world";

const NOON = "2024-03-01T12:00:00.000Z";
export const END = "2024-03-14T00:00:00.000Z";
export const DATE = { year: "2024", month: "02", day: "29", backdated: false };
const DENIED = { kind: "refusal", status: 403, code: "AccessDenied", message: "" } as const;
const TASKS = ["a-1", "b-1"];
const TABLES = ["public.order", "public.person"];

/** One snapshot that was exported twice, as a whole. */
export function exportedTwice(maxAttempts = 1, tables = TABLES): World {
  const world = new World(NOON, { maxAttempts });
  const snapshot = world.aws.rds.addSnapshot("s-1", new Date("2024-02-29T23:30:00Z"));
  for (const task of TASKS) {
    world.aws.rds.addTask(task, snapshot);
    for (const table of tables)
      world.aws.s3.put("export-bucket", `${task}/academy/${table}/1/part-0-${task}.parquet`);
  }
  return world;
}

/** A message of the functions' own about a task, which SQS gives each time under the same identifier. */
const routine = (task: string): ReturnType<typeof sqsRecord> =>
  sqsRecord(
    JSON.stringify({
      ExportTaskIdentifier: task,
      ExportBucket: "export-bucket",
      DBInstanceIdentifier: "db1",
    }),
    { messageId: `of-${task}`, eventSourceARN: "arn:aws:sqs:eu-west-2:123456789012:copier" },
  );

export const land = (world: World, task: string): Promise<unknown> => world.invoke("copier", routine(task));

/** Does something at the nth call, before it is answered. @returns whether there were as many */
export async function atNth(
  world: World,
  nth: number,
  doing: () => Promise<unknown>,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const handle = world.aws.handle.bind(world.aws);
  let calls = 0;
  let isDone = false;
  const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
    if (++calls === nth) {
      isDone = true;
      await doing();
    }
    return await handle(request, options);
  });
  await work();
  spy.mockRestore();
  return isDone;
}

/** Does something at the first call of a kind, before it is answered; the call itself may never come. */
export async function atFirst(
  world: World,
  { method, part }: { readonly method: string; readonly part: string },
  doing: () => Promise<unknown>,
  work: () => Promise<unknown>,
): Promise<void> {
  const handle = world.aws.handle.bind(world.aws);
  let isFirst = true;
  const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
    const call = request as { method: string; path: string };
    if (isFirst && call.method === method && decodeURIComponent(call.path).includes(part)) {
      isFirst = false;
      await doing();
    }
    return await handle(request, options);
  });
  await work();
  expect(isFirst).toBe(false);
  spy.mockRestore();
}

/** Its first copy is denied: a letter tells of it, and nothing of it lies in the zone. */
export async function rejected(world: World, task: string): Promise<void> {
  world.aws.fail("CopyObject", DENIED);
  await land(world, task);
  world.aws.heal();
  expect(world.letters("copier").at(-1)).toMatchObject({ code: "ACCESS_DENIED", exportTask: task });
}

/** A person sends the first letter of a task back. */
export async function redrive(world: World): Promise<unknown> {
  const [letter] = world.aws.sqs.messages("copier-dead");
  return await world.invoke("copier", letter?.body ?? "");
}

export const landed = (world: World): readonly string[] =>
  TASKS.filter((task) => world.aws.s3.keys("export-bucket").includes(recordKey(DATE, task, "manifest")));
export const inZone = (world: World): readonly string[] =>
  TASKS.filter((task) => world.aws.s3.keys("zone-bucket").some((key) => key.includes(`part-0-${task}`)));
export const minutes = (count: number): Date => new Date(Date.parse(NOON) + count * 60_000);

/** That one has landed, alone, and its workflow was started once; of the other one letter tells. */
export function expectOne(world: World, one: string, other: string): void {
  expect([landed(world), inZone(world)]).toEqual([[one], [one]]);
  expect(world.aws.glue.runs).toHaveLength(1);
  expect(world.letters("copier").at(-1)).toMatchObject({
    code: "ALREADY_LANDED_AS",
    exportTask: other,
    reason: expect.stringContaining(`by another export of it, ${one}:`) as string,
  });
}

/** An invocation that ended at its first copy. */
export async function crashed(world: World, task: string): Promise<void> {
  const handle = world.aws.handle.bind(world.aws);
  let ended = (): void => undefined;
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
    const { method, path } = request as { method: string; path: string };
    if (method !== "PUT" || !path.includes("part-0")) return await handle(request, options);
    ended();
    return await new Promise(() => undefined);
  });
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
  try {
    void land(world, task);
    await end;
  } finally {
    jest.useRealTimers();
    spy.mockRestore();
  }
}
