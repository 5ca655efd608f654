/**
 * Makes `Date` tell the world's time in this process: `factor` world seconds pass in one real second, counted from
 * `origin` (epoch milliseconds at which both were equal). Timers and `performance` keep real time.
 *
 * @param {number} factor
 * @param {number} origin
 * @returns {() => number} the real `Date.now`
 */
export function shiftClock(factor, origin) {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now.bind(RealDate);
  const worldNow = () => Math.floor(origin + (realNow() - origin) * factor);
  const WorldDate = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [worldNow()] : given, newTarget),
    apply: (target) => new target(worldNow()).toString(),
    get: (target, property, receiver) =>
      property === "now" ? worldNow : Reflect.get(target, property, receiver),
  });
  RealDate.prototype.constructor = WorldDate;
  globalThis.Date = WorldDate;
  return realNow;
}
