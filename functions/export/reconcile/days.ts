import {
  dayOf,
  isBackdated,
  landingDay,
  landingVerdict,
  type Day,
  type LandingVerdict,
  type PastLanding,
} from "../landing-rules";
import { exportedBy } from "../judge-snapshot";
import type { Snapshot } from "../snapshot";
import type { ReconciliationFacts } from "./decide-reconciliation";

/** The rules over many snapshots at once: each day of each instance is put together once. */
export function rulesOnDays({
  snapshots,
  past,
  openDays,
  tasks,
  bucket,
  rules,
  now,
}: ReconciliationFacts): (snapshot: Snapshot) => LandingVerdict {
  const key = (instance: string, day: string): string => `${day} ${instance}`;
  const listed = new Map<string, Snapshot[]>();
  const undated = new Map<string, Snapshot[]>();
  for (const snapshot of snapshots) {
    const day = landingDay(snapshot);
    if (day !== undefined) push(listed, key(snapshot.instance, day), snapshot);
    else push(undated, snapshot.instance, snapshot);
  }
  const landed = new Map<string, PastLanding[]>();
  for (const landing of past)
    if (landing.instance !== undefined && !landing.backdated)
      push(landed, key(landing.instance, landing.importDate), landing);

  const isExported = exportedBy(tasks, bucket);
  const days = new Map<string, Day>();
  const dayFor = (snapshot: Snapshot): Day => {
    const at = key(snapshot.instance, landingDay(snapshot) ?? "");
    const known = days.get(at);
    if (known !== undefined) return known;
    const day = dayOf(
      [...(listed.get(at) ?? []), ...(undated.get(snapshot.instance) ?? [])],
      landed.get(at) ?? [],
      rules,
      isExported,
    );
    days.set(at, day);
    return day;
  };
  return (snapshot) => {
    const verdict = landingVerdict(snapshot, () => dayFor(snapshot), rules, now);
    const open = openDays.get(landingDay(snapshot) ?? "");
    if (open === undefined || verdict.kind !== "lands" || isBackdated(snapshot)) return verdict;
    return { kind: "open", reason: open };
  };
}

/** Adds a value to those of a key. */
export function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
