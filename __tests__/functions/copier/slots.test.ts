import { Slots } from "../../../functions/copier/slots";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("slots", () => {
  it("let so much run at once, the rest in its order, failures or not", async () => {
    const slots = new Slots(3);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      [...Array(20).keys()].map((at) =>
        slots.run(async () => {
          begun.push(at);
          most = Math.max(most, ++running);
          await turn();
          running--;
          if (at % 4 === 0) throw new Error(`no ${at}`);
          return at;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(begun).toEqual([...Array(20).keys()]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(5);
  });

  it("are free again when all is done", async () => {
    const slots = new Slots(1);
    await Promise.all([slots.run(turn), slots.run(turn)]);
    expect(await slots.run(() => Promise.resolve("free"))).toBe("free");
  });
});
