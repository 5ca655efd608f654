import { deadLetterBody } from "../../../functions/shared/dead-letter";
import { World } from "../../support/functions/world";

const BODY = { ExportTaskIdentifier: "a-1", ExportBucket: "export-bucket" };
const ROUTINE = JSON.stringify({ ...BODY, DBInstanceIdentifier: "db1" });
const RECORDS = "_landings/import_date=20240229/a-1/";
const REJECTION = `${RECORDS}rejection.json`;
const FILE = "a-1/academy/public.a/1/part-2.parquet";
const END = "2024-03-14T00:00:00.000Z";
const DENIED = { kind: "refusal", status: 403, code: "AccessDenied", message: "" } as const;

function exported(): World {
  const world = new World("2024-03-01T12:00:00.000Z", { maxAttempts: 1 });
  world.aws.rds.addTask("a-1", world.aws.rds.addSnapshot("a-1", new Date("2024-02-29T23:30:00Z")));
  for (const file of [0, 1, 2])
    world.aws.s3.put("export-bucket", `a-1/academy/public.a/1/part-${file}.parquet`);
  return world;
}

/** Delivers a message; the export's last file vanishes between its listing and its copy. */
async function losingAFile(world: World, body: string): Promise<void> {
  const handle = world.aws.handle.bind(world.aws);
  const spy = jest.spyOn(world.aws, "handle").mockImplementation((request, options) => {
    const { method, path } = request as { method: string; path: string };
    if (method === "PUT" && path.includes("part-2")) world.aws.s3.buckets.get("export-bucket")?.delete(FILE);
    return handle(request, options);
  });
  await world.invoke("copier", body);
  spy.mockRestore();
}

/** The last letter, sent back an hour later, and all that follows. */
async function redrive(world: World): Promise<void> {
  const letter = world.letters("copier").at(-1);
  if (letter === undefined) throw new Error("expected a letter in copier-dead, found none");
  world.now = new Date(world.now.getTime() + 3_600_000);
  await world.invoke("copier", deadLetterBody(letter));
  await world.runUntil(END);
}

const codes = (world: World): string[] => world.letters("copier").map(({ code }) => code);
const hasLanded = (world: World): boolean =>
  world.aws.s3.object("export-bucket", `${RECORDS}manifest.json`) !== undefined;

describe("an export that has lost a file while it was copied", () => {
  it("is told of without a redrive, and with a way to the whole snapshot", async () => {
    const world = exported();
    await losingAFile(world, ROUTINE);
    const [letter] = world.letters("copier");
    expect(letter?.code).toBe("NO_SUCH_KEY");
    expect(letter?.remedy).not.toMatch(/redrive/i);
    expect(letter?.remedy).toMatch(/no whole snapshot.*start-export-task/);
  });

  it("does not land by a redrive, nor by a person's message: the letter names the first one's time", async () => {
    const world = exported();
    await losingAFile(world, ROUTINE);
    await redrive(world);
    await world.invoke("copier", JSON.stringify(BODY));
    await world.runUntil(END);
    expect(codes(world)).toEqual(["NO_SUCH_KEY", "NO_SUCH_KEY", "NO_SUCH_KEY"]);
    for (const { reason, remedy } of world.letters("copier").slice(1)) {
      expect(reason).toContain("2024-03-01T12:00:00.000Z");
      expect(remedy).toContain(`export-bucket/${REJECTION}`);
    }
    expect(hasLanded(world)).toBe(false);
    expect(world.aws.glue.runs).toEqual([]);
  });

  it("does not land either when another letter was written before", async () => {
    const world = exported();
    world.aws.fail("CopyObject", DENIED, Infinity);
    await world.invoke("copier", ROUTINE);
    world.aws.heal();
    world.now = new Date("2024-03-01T13:00:00.000Z");
    await losingAFile(world, world.takeOnly("copier-dead").body);
    await redrive(world);
    expect(codes(world)).toEqual(["NO_SUCH_KEY", "NO_SUCH_KEY"]);
    expect(hasLanded(world)).toBe(false);
  });

  it("tells of the lost file also where other copies failed for other reasons", async () => {
    const world = exported();
    world.aws.fail("CopyObject", DENIED, 1, (path) => path.includes("part-0"));
    await losingAFile(world, ROUTINE);
    expect(codes(world)).toEqual(["NO_SUCH_KEY"]);
  });

  it("is told of once by the functions' own messages", async () => {
    const world = exported();
    await losingAFile(world, ROUTINE);
    await world.invoke("copier", ROUTINE);
    expect(world.decisions()).toEqual(["reject", "told-before"]);
  });

  it("lands when the file has been restored and the record deleted", async () => {
    const world = exported();
    await losingAFile(world, ROUTINE);
    await redrive(world);
    world.aws.s3.put("export-bucket", FILE);
    world.aws.s3.buckets.get("export-bucket")?.delete(REJECTION);
    await redrive(world);
    expect(world.decisions().at(-1)).toBe("landed");
    expect(hasLanded(world)).toBe(true);
  });
});
