import {
  END,
  atNth,
  expectOne,
  exportedTwice,
  inZone,
  land,
  landed,
  minutes,
  redrive,
  rejected,
} from "../../support/functions/exported-twice";
import type { World } from "../../support/functions/world";

describe("of two exports of a snapshot", () => {
  it("that land at once one lands, and the other is told of, wherever they meet", async () => {
    let meetings = 0;
    for (let nth = 1; ; nth++) {
      const world = exportedTwice();
      const doing = (): Promise<unknown> => land(world, "b-1");
      if (!(await atNth(world, nth, doing, () => land(world, "a-1")))) break;
      meetings++;
      await world.runUntil(END);
      const [one = ""] = landed(world);
      expectOne(world, one, one === "a-1" ? "b-1" : "a-1");
      expect(world.letters("copier")).toHaveLength(1);
    }
    expect(meetings).toBeGreaterThan(10);
  });

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

  it.each<[string, (world: World) => Promise<unknown>, (world: World) => Promise<unknown>]>([
    ["the letter of the first is redriven while the second lands", (world) => land(world, "b-1"), redrive],
    ["the second comes while the redriven letter lands", redrive, (world) => land(world, "b-1")],
  ])("one lands, wherever they meet: %s", async (_, first, second) => {
    for (let nth = 1; ; nth++) {
      const world = exportedTwice();
      await rejected(world, "a-1");
      world.now = minutes(1);
      const theyMeet = await atNth(
        world,
        nth,
        () => second(world),
        () => first(world),
      );
      if (!theyMeet) break;
      await world.runUntil(END);
      const [one = ""] = landed(world);
      expectOne(world, one, one === "a-1" ? "b-1" : "a-1");
    }
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
