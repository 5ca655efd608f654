import { sqsRecord } from "../../support/functions/records";
import { World } from "../../support/functions/world";

const BODY = { ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket" };
const ROUTINE = JSON.stringify({ ...BODY, DBInstanceIdentifier: "db1" });
const CLAIM = "_landings/import_date=20240229/a-1/landing.json";
const NOON = "2024-03-01T12:00:00.000Z";
const END = "2024-03-14T00:00:00.000Z";
const DENIED = { kind: "refusal", status: 403, code: "AccessDenied", message: "" } as const;

function exported(): World {
  const world = new World(NOON, { maxAttempts: 1 });
  world.aws.rds.addTask("a-1", world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z")));
  for (const table of ["public.a", "public.b"])
    world.aws.s3.put("export-bucket", `a-1/academy/${table}/1/part-0.parquet`);
  return world;
}

const message = (messageId: string, body = ROUTINE): ReturnType<typeof sqsRecord> =>
  sqsRecord(body, { messageId, eventSourceARN: "arn:aws:sqs:eu-west-2:123456789012:copier" });

/** Delivers a message, and does something at its first copy, before S3 has answered. */
async function atFirstCopy(
  world: World,
  messageId: string,
  doing: () => Promise<unknown>,
  body = ROUTINE,
): Promise<void> {
  const handle = world.aws.handle.bind(world.aws);
  let isFirst = true;
  const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
    const isCopy = Object.keys(request.headers).some((name) => name.toLowerCase() === "x-amz-copy-source");
    if (isCopy && isFirst) {
      isFirst = false;
      await doing();
    }
    return await handle(request, options);
  });
  await world.invoke("copier", message(messageId, body));
  expect(isFirst).toBe(false);
  spy.mockRestore();
}

const copies = (world: World): number =>
  world.aws.calls.filter(({ operation }) => operation === "CopyObject").length;

describe("two messages of one export", () => {
  it("do not land it at one time: each file is copied once, and the second finds the manifest", async () => {
    const world = exported();
    await atFirstCopy(world, "one", () => world.invoke("copier", message("two")));
    expect(world.decisions()).toEqual(["wait", "landed"]);
    expect(world.log[0]?.fields).toMatchObject({
      reason: "Another message has been landing a-1 since 2024-03-01T12:00:00.000Z",
      nextStep: expect.stringContaining("60 s (wait 1 for landing-turn"),
    });
    await world.runUntil(END);
    expect(world.decisions()).toEqual(["wait", "landed", "already-landed"]);
    expect(copies(world)).toBe(2);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("write one letter", async () => {
    const world = exported();
    world.aws.fail("CopyObject", DENIED, Infinity);
    await atFirstCopy(world, "one", () => world.invoke("copier", message("two")));
    await world.runUntil(END);
    expect(world.decisions()).toEqual(["wait", "reject", "told-before"]);
    expect(world.letters("copier")).toMatchObject([{ code: "ACCESS_DENIED", messageId: "one" }]);
  });

  it.each([NOON, "2024-02-29T12:00:00.000Z", "unreadable"])(
    "that a person sends do not land it at one time either, though a letter of before tells of it: %s",
    async (told) => {
      const world = exported();
      toldAt(world, told);
      world.now = new Date("2024-03-01T12:30:00.000Z");
      const sent = JSON.stringify(BODY);
      const other = (): Promise<unknown> => world.invoke("copier", message("two", sent));
      await atFirstCopy(world, "one", other, sent);
      expect(world.decisions()).toEqual(["wait", "landed"]);
      await world.runUntil(END);
      expect(copies(world)).toBe(2);
    },
  );

  it("take turns at once when the first waits for something else", async () => {
    const world = exported();
    world.aws.fail("CopyObject", { kind: "connection-lost" });
    await world.invoke("copier", message("one"));
    world.aws.heal();
    await world.invoke("copier", message("two"));
    expect(world.decisions()).toEqual(["wait", "landed"]);
  });
});

/** A letter told of the export then. */
function toldAt(world: World, at: string): void {
  const letter = JSON.stringify({ code: "ACCESS_DENIED", reason: "", at });
  world.aws.s3.put("export-bucket", "_landings/import_date=20240229/a-1/rejection.json", letter);
}

describe("a claim that its invocation left behind", () => {
  /** Written by an invocation that began at noon and never came to its end. */
  const abandoned = (world: World): void => {
    world.aws.s3.put(
      "export-bucket",
      CLAIM,
      JSON.stringify({
        ...{ claimedAt: NOON, until: "2024-03-01T12:16:00.000Z", messageId: "one", nonce: "n" },
      }),
    );
  };

  it("is void once that invocation's time is over", async () => {
    const world = exported();
    abandoned(world);
    await world.invoke("copier", message("two"));
    await world.runUntil(END);
    expect(world.decisions().at(-1)).toBe("landed");
    expect(world.now.getTime()).toBeGreaterThanOrEqual(Date.parse("2024-03-01T12:16:00.000Z"));
    expect(world.now.getTime()).toBeLessThan(Date.parse("2024-03-01T12:21:01.000Z"));
  });

  it("does not hold up the message that made it, when SQS gives that again", async () => {
    const world = exported();
    abandoned(world);
    await world.invoke("copier", message("one"));
    expect(world.decisions()).toEqual(["landed"]);
  });

  it("does not hold up a person who asks for what a letter tells of", async () => {
    const world = exported();
    abandoned(world);
    toldAt(world, "2024-03-01T12:05:00.000Z");
    world.now = new Date("2024-03-01T12:06:00.000Z");
    await world.invoke("copier", message("three", JSON.stringify(BODY)));
    expect(world.decisions()).toEqual(["landed"]);
  });
});

it("a claim that cannot be given back is a delay that is told of, and no loss", async () => {
  const world = exported();
  world.aws.fail("CopyObject", { kind: "connection-lost" }, 2);
  world.aws.fail("GetObject", DENIED, 1, (path) => path.includes("landing.json"));
  await world.invoke("copier", message("one"));
  expect(world.log[0]).toMatchObject({
    level: "warn",
    message: "The claim to land the export could not be given back: it is void at 2024-03-01T12:16:00.000Z",
  });
  await world.runUntil(END);
  expect(world.decisions().at(-1)).toBe("landed");
});
