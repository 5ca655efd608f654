import type { PlannedEvent } from "./event-queue";
import type { Random } from "./random";
import type { VirtualTime } from "./virtual-time";

let installed = false;

/**
 * Puts virtual timers, dates and random numbers in the place of Node's own, for everything that runs in this thread.
 *
 * @returns what puts Node's own back
 * @throws Error when another run has not ended: two times cannot be had at once
 */
export function installVirtualGlobals(time: VirtualTime, random: Random): () => void {
  if (installed) throw new Error("Two runs at once in one thread: a run's time is everybody's");
  installed = true;
  const restorers = [
    ...Object.entries(timers(time)).map(([name, value]) => replace(globalThis, name, value)),
    replace(globalThis, "Date", virtualDate(time)),
    replace(Math, "random", () => random.next()),
    replace(performance, "now", () => time.now),
  ];
  return () => {
    for (const restore of restorers) restore();
    installed = false;
  };
}

/** Defines a property, or defines it over an inherited one. */
function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, before);
  };
}

/** As Node's Timeout, as far as libraries use it. */
class VirtualTimer {
  event: PlannedEvent | undefined;
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

type Callback = (...given: readonly unknown[]) => void;

function timers(time: VirtualTime): Record<string, unknown> {
  const set = (callback: Callback, milliseconds?: number, ...given: readonly unknown[]): VirtualTimer => {
    const timer = new VirtualTimer();
    timer.event = time.after(Math.max(1, milliseconds ?? 1), () => {
      callback(...given);
    });
    return timer;
  };
  const repeat = (callback: Callback, milliseconds?: number, ...given: readonly unknown[]): VirtualTimer => {
    const timer = new VirtualTimer();
    const plan = (): void => {
      timer.event = time.after(Math.max(1, milliseconds ?? 1), () => {
        plan();
        callback(...given);
      });
    };
    plan();
    return timer;
  };
  const clear = (timer: unknown): void => {
    if (timer instanceof VirtualTimer && timer.event !== undefined) time.cancel(timer.event);
  };
  const immediate = (callback: Callback, ...given: readonly unknown[]): VirtualTimer => {
    const timer = new VirtualTimer();
    timer.event = time.after(0, () => {
      callback(...given);
    });
    return timer;
  };
  return {
    setTimeout: set,
    clearTimeout: clear,
    setInterval: repeat,
    clearInterval: clear,
    setImmediate: immediate,
    clearImmediate: clear,
  };
}

/**
 * Makes real dates, so that they stay dates when the run is over; only the present is another one. It has the real one's
 * prototype, so that each takes the other's dates for its own. (A Proxy would do, too, at six times the cost of each date.)
 */
function virtualDate(time: VirtualTime): DateConstructor {
  const RealDate = Date;
  function VirtualDate(...given: readonly unknown[]): Date | string {
    const made: unknown = new.target;
    if (made === undefined) return new RealDate(time.now).toString();
    if (made !== VirtualDate)
      return Reflect.construct(
        RealDate,
        given.length === 0 ? [time.now] : given,
        made as DateConstructor,
      ) as Date;
    if (given.length === 0) return new RealDate(time.now);
    return given.length === 1
      ? new RealDate(given[0] as number)
      : (Reflect.construct(RealDate, given) as Date);
  }
  return Object.defineProperties(VirtualDate, {
    ...Object.getOwnPropertyDescriptors(RealDate),
    now: { value: () => time.now, configurable: true, writable: true },
  }) as unknown as DateConstructor;
}
