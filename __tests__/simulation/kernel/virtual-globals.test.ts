import { seededRandom } from "../../../simulation/kernel/random";
import { installVirtualGlobals } from "../../../simulation/kernel/virtual-globals";
import { VirtualTime } from "../../../simulation/kernel/virtual-time";

const START = Date.UTC(2024, 1, 29);
const NAMES = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "Date"] as const;

function globals(): unknown[] {
  return [...NAMES.map((name) => globalThis[name]), Math.random, Reflect.get(performance, "now")];
}

test("timers, dates and random numbers are the run's own until they are put back", async () => {
  const before = globals();
  const time = new VirtualTime(START);
  const restore = installVirtualGlobals(time, seededRandom(1));
  const seen: unknown[] = [];
  try {
    globals().forEach((value, at) => {
      expect(value).not.toBe(before[at]);
    });
    const cleared = setTimeout(() => seen.push("cleared"), 10);
    clearTimeout(cleared);
    const interval = setInterval(() => seen.push(Date.now() - START), 3_600_000);
    setTimeout(() => {
      clearInterval(interval);
      seen.push(new Date().toISOString(), performance.now() - START);
    }, 9_000_000);
    await time.run(Infinity);
  } finally {
    restore();
  }

  expect(seen).toEqual([3_600_000, 7_200_000, "2024-02-29T02:30:00.000Z", 9_000_000]);
  expect(globals()).toEqual(before);
  expect(Object.hasOwn(performance, "now")).toBe(false);
});

test("dates of the run are dates", () => {
  const earlier = new Date(7);
  const restore = installVirtualGlobals(new VirtualTime(START), seededRandom(1));
  let made: Date;
  try {
    made = new Date();
    expect(made).toBeInstanceOf(Date);
    expect(new Date(5).getTime()).toBe(5);
    expect(Date.UTC(1970, 0, 2)).toBe(86_400_000);
    expect(new Date(1970, 0, 2)).toEqual(new Date("1970-01-02T00:00:00"));
    expect(earlier).toBeInstanceOf(Date);
    class Day extends Date {}
    expect(new Day()).toBeInstanceOf(Day);
    expect(new Day().getTime()).toBe(START);
    expect(Date()).toBe(made.toString());
  } finally {
    restore();
  }
  expect(made).toBeInstanceOf(Date);
  expect(made.toISOString()).toBe("2024-02-29T00:00:00.000Z");
});

test("two runs at once are refused, one after the other are not", () => {
  const first = installVirtualGlobals(new VirtualTime(0), seededRandom(1));
  expect(() => installVirtualGlobals(new VirtualTime(0), seededRandom(1))).toThrow("Two runs at once");
  first();
  installVirtualGlobals(new VirtualTime(0), seededRandom(1))();
});
