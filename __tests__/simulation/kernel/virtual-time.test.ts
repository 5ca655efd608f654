import { VirtualTime } from "../../../simulation/kernel/virtual-time";

test("time moves from event to event, after all that the last one set off has come to rest", async () => {
  const time = new VirtualTime(1000);
  const seen: string[] = [];
  time.after(50, () => {
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => {
        seen.push(`promise at ${time.now}`);
        time.after(10, () => seen.push(`planned by it at ${time.now}`));
      });
  });
  time.after(55, () => seen.push(`other event at ${time.now}`));

  await time.run(Infinity);

  expect(seen).toEqual(["promise at 1050", "other event at 1055", "planned by it at 1060"]);
});

test("a cancelled event does not happen, and nothing after the end of the run", async () => {
  const time = new VirtualTime(0);
  const seen: number[] = [];
  time.cancel(time.after(10, () => seen.push(10)));
  time.after(20, () => seen.push(20));
  time.after(40, () => seen.push(40));

  await time.run(30);
  expect(seen).toEqual([20]);

  await time.run(50);
  expect(seen).toEqual([20, 40]);
});

test("it is quiet when only what happens for ever is left", async () => {
  const time = new VirtualTime(0);
  let ticks = 0;
  const tick = (): void => {
    ticks++;
    time.after(10, tick, true);
  };
  time.after(10, tick, true);
  const cancelled = time.after(1000, () => undefined);
  time.after(25, () => undefined);
  expect(time.isQuiet).toBe(false);
  time.cancel(cancelled);

  await time.run(Infinity, () => time.isQuiet);

  expect(ticks).toBe(2);
  expect(time.now).toBe(25);
});
