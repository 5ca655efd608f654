import type { Fault } from "../plan/plan";
import type { History } from "../world/history";
import { ruleFor } from "./ignoring-rules";
import type { RunFacts, SnapshotFacts } from "./run-facts";
import { turnsBefore } from "./turns";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Who looks leaves a snapshot, and an export that has failed, alone for so long: the promise, not the shipped number. */
const GRACE = HOUR;
/** From an event, or the look that finds a snapshot due, to the start of its export. */
const SPARE = 2 * HOUR;

/**
 * The second of the run by which a snapshot's first export has begun, if RDS still lists it then. Infinity: nobody promises
 * any, since nobody looks, or since it depends on what was seen when.
 */
export function firstExportBy(snapshot: SnapshotFacts, facts: RunFacts): number {
  const { planned, seen } = snapshot;
  const found = exportBy(snapshot, Math.max(planned.at + GRACE, seen.availableAt), facts);
  // Its instance's events come within minutes.
  const isTold = planned.type === "automated" && isPlain(snapshot, facts) && !isDisturbed(facts.history);
  if (!isTold) return found;
  return Math.min(found, Math.max(seen.availableAt, freeAt(snapshot, facts)) + SPARE + slotSeconds(facts));
}

/** The same of the export after one that has failed. @param endedAt when that was, in seconds of the run */
export function nextExportBy(snapshot: SnapshotFacts, endedAt: number, facts: RunFacts): number {
  return exportBy(snapshot, endedAt + GRACE, facts);
}

function exportBy(snapshot: SnapshotFacts, due: number, facts: RunFacts): number {
  const { settings } = facts.plan;
  const interval = settings.reconciliationIntervalInHours * HOUR;
  if (interval === 0 || !isPlain(snapshot, facts)) return Infinity;
  const { heldUntil, looksLost } = disturbance(facts.history);
  const from = Math.max(due, heldUntil, freeAt(snapshot, facts));
  const look = (Math.ceil(from / interval) + looksLost) * interval;
  // Nobody looks at it any more then.
  if (look > snapshot.planned.at + settings.reconciliationWindowInDays * DAY - interval) return Infinity;
  return look + SPARE + slotSeconds(facts);
}

/** Whether the rules leave no doubt that it lands. */
function isPlain(snapshot: SnapshotFacts, facts: RunFacts): boolean {
  return ruleFor(snapshot, facts).kind === "lands";
}

/**
 * When nothing else is in its way, in seconds: an export of another snapshot of its name, or, where the first of each day
 * lands, an earlier one that is still being made.
 */
function freeAt({ index, planned, seen }: SnapshotFacts, { plan, snapshots }: RunFacts): number {
  const others = snapshots.filter((other) => other.index !== index);
  const namesakes = others.filter((other) => other.seen.arn === seen.arn);
  const earlier = others.filter(
    (other) =>
      plan.settings.landedSnapshots === "first_of_day" &&
      other.seen.instance === seen.instance &&
      other.planned.at < planned.at,
  );
  return Math.max(
    0,
    ...namesakes.flatMap(({ exports }) => exports.map(({ endedAt = Infinity }) => endedAt)),
    ...earlier.map((other) => other.seen.availableAt),
  );
}

/** Seconds that other snapshots' exports may take all slots, those that are made again included. */
function slotSeconds({ plan }: RunFacts): number {
  const ofTasks = plan.faults.flatMap((fault) => (fault.kind === "export-task" ? [fault.effect] : []));
  const lingering = ofTasks.map((effect) =>
    typeof effect === "object" && "lingersSeconds" in effect ? effect.lingersSeconds : 0,
  );
  const turns = turnsBefore(plan);
  return turns === 0 ? 0 : turns * (1 + ofTasks.length) + lingering.reduce((sum, each) => sum + each, 0);
}

function isDisturbed(history: History): boolean {
  const { heldUntil, looksLost } = disturbance(history);
  return heldUntil > 0 || looksLost > 0;
}

/** What keeps an export from beginning: until which second of the run, and how many looks may come to nothing. */
function disturbance({ injected }: History): { readonly heldUntil: number; readonly looksLost: number } {
  const faults = injected.filter(({ times }) => times > 0).map(({ fault }) => fault);
  return {
    heldUntil: Math.max(0, ...faults.map((fault) => ("to" in fault ? fault.to : 0))),
    looksLost: faults.reduce((sum, fault) => sum + looksLostBy(fault), 0),
  };
}

function looksLostBy(fault: Fault): number {
  if (fault.kind === "call") return fault.times;
  return COSTING_A_LOOK.has(fault.kind) ? 1 : 0;
}

const COSTING_A_LOOK: ReadonlySet<Fault["kind"]> = new Set([
  ...(["event", "kill", "message-lost", "delivered-twice"] as const),
]);
