import { CleanUp } from "../../../local/start/clean-up";

describe("CleanUp", () => {
  test("ends what was begun last first, each once", async () => {
    const ended: string[] = [];
    const cleanUp = new CleanUp();
    cleanUp.add("first", () => void ended.push("first"));
    cleanUp.add("second", async () => {
      await Promise.resolve();
      ended.push("second");
    });
    await cleanUp.run();
    await cleanUp.run();
    expect(ended).toEqual(["second", "first"]);
  });

  test("goes on after a failure, then names every one", async () => {
    const ended: string[] = [];
    const cleanUp = new CleanUp();
    cleanUp.add("folder", () => {
      throw new Error("busy");
    });
    cleanUp.add("port", () => void ended.push("port"));
    cleanUp.add("server", () => Promise.reject(new Error("gone")));
    await expect(cleanUp.run()).rejects.toThrow(
      "server could not be ended cleanly: gone; folder could not be ended cleanly: busy",
    );
    expect(ended).toEqual(["port"]);
  });
});
