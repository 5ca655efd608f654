import {
  END,
  atFirst,
  expectOne,
  exportedTwice,
  inZone,
  land,
  landed,
  minutes,
  redrive,
  rejected,
} from "../../support/functions/exported-twice";

describe("of two exports of a snapshot", () => {
  it.each(["part-0-a-1", "a-1/landing.json", "/snapshot-"])(
    "that land at once the first lands, and the other is told of, wherever they meet: %s",
    async (part) => {
      const world = exportedTwice();
      await atFirst(
        world,
        { method: "PUT", part },
        () => land(world, "b-1"),
        () => land(world, "a-1"),
      );
      await world.runUntil(END);
      const [one = ""] = landed(world);
      expectOne(world, one, one === "a-1" ? "b-1" : "a-1");
      expect(world.letters("copier")).toHaveLength(1);
    },
  );

  it("the second lands when the first has come to a letter; redriven behind it, that one is told of", async () => {
    const world = exportedTwice();
    await rejected(world, "a-1");
    world.now = minutes(1);
    await land(world, "b-1");
    expect(landed(world)).toEqual(["b-1"]);
    await redrive(world);
    await world.runUntil(END);
    expectOne(world, "b-1", "a-1");
  });

  it("the letter that is redriven while the second lands waits for that one's end", async () => {
    const world = exportedTwice();
    await rejected(world, "a-1");
    world.now = minutes(1);
    const meet = { method: "PUT", part: "part-0-b-1" };
    await atFirst(
      world,
      meet,
      () => redrive(world),
      () => land(world, "b-1"),
    );
    await world.runUntil(END);
    expectOne(world, "b-1", "a-1");
  });

  it("the second waits for the first, which is landed by its redriven letter", async () => {
    const world = exportedTwice();
    await rejected(world, "a-1");
    world.now = minutes(1);
    const meet = { method: "PUT", part: "part-0-a-1" };
    await atFirst(
      world,
      meet,
      () => land(world, "b-1"),
      () => redrive(world),
    );
    await world.runUntil(END);
    expectOne(world, "a-1", "b-1");
  });

  it("the second does not step in between two invocations of the redriven letter", async () => {
    const world = exportedTwice();
    await rejected(world, "a-1");
    world.now = minutes(1);
    world.aws.fail("CopyObject", { kind: "connection-lost" }, 1);
    await redrive(world);
    await land(world, "b-1");
    await world.runUntil(END);
    expectOne(world, "a-1", "b-1");
  });

  it("both get their turn when both fail: neither waits for the other for ever", async () => {
    const world = exportedTwice();
    await rejected(world, "a-1");
    world.now = minutes(1);
    await rejected(world, "b-1");
    world.now = minutes(2);
    await redrive(world);
    await world.runUntil(END);
    expect([landed(world), inZone(world)]).toEqual([["a-1"], ["a-1"]]);
  });

  it("the one that takes over loses to a letter that is redriven at that very moment", async () => {
    const world = exportedTwice();
    await rejected(world, "a-1");
    world.now = minutes(1);
    // Behind everything that the second has looked at, and before it writes.
    let writes = 0;
    const handle = world.aws.handle.bind(world.aws);
    const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
      const { method, path } = request as { method: string; path: string };
      if (method === "PUT" && path.includes("/snapshot-") && ++writes === 2) await redrive(world);
      return await handle(request, options);
    });
    await land(world, "b-1");
    spy.mockRestore();
    await world.runUntil(END);
    expectOne(world, "a-1", "b-1");
  });
});
