import type { EventSubscription } from "@aws-sdk/client-rds";
import type { TakenSnapshot } from "./facts";
import { subscriptionProblems } from "./subscription-problems";

/** What is looked at before a snapshot is taken. */
export interface CheckedFacts {
  /** Identifier of the instance. */
  readonly instance: string;
  /** Its status; undefined when RDS knows no such instance. */
  readonly status: string | undefined;
  readonly name: string;
  /** A snapshot of the wanted name that is there already. */
  readonly sameName: TakenSnapshot | undefined;
  /** Undefined when these credentials may not look at them. */
  readonly subscriptions: readonly EventSubscription[] | undefined;
  /** ARN of the pipeline's topic. */
  readonly topic: string;
  /** Manual snapshots of the account and region; undefined when these credentials may not look. */
  readonly quota: { readonly used: number; readonly max: number } | undefined;
  /** Export tasks under way in the account and region. */
  readonly runningExports: number;
}

export interface Checked {
  /** Why no snapshot is taken, one line each. */
  readonly problems: readonly string[];
  /** What is worth knowing beforehand. */
  readonly notes: readonly string[];
}

/** Of a stopped instance, reaching the database starts it. */
const READY = new Set(["available", "starting", "stopped"]);
/** Exports of an account at once (USER_ExportSnapshot). */
const EXPORTS_AT_ONCE = 5;

/** Looks for what would keep the snapshot from landing, before it costs half an hour. */
export function check(facts: CheckedFacts): Checked {
  const { quota, runningExports, subscriptions, instance, topic } = facts;
  return {
    problems: [
      ...instanceProblems(facts),
      ...nameProblems(facts),
      ...(subscriptions === undefined ? [] : subscriptionProblems({ instance, topic }, subscriptions)),
      ...(quota !== undefined && quota.used >= quota.max
        ? [
            `${quota.used} of ${quota.max} manual snapshots that the account may have in this region are there: delete some ` +
              "(npm run sandbox:clean deletes those of the sandbox)",
          ]
        : []),
    ],
    notes: [
      ...(subscriptions === undefined
        ? ["whether the pipeline hears of the database's snapshots could not be looked up: not allowed"]
        : []),
      ...(quota === undefined
        ? ["how many snapshots the account may still take could not be looked up: not allowed"]
        : []),
      ...(runningExports >= EXPORTS_AT_ONCE
        ? [
            `${runningExports} exports run in this account, which takes ${EXPORTS_AT_ONCE} at once: this one waits for its turn`,
          ]
        : []),
    ],
  };
}

function instanceProblems({ instance, status }: CheckedFacts): string[] {
  if (status === undefined)
    return [`RDS knows no instance ${instance}: the sandbox was destroyed, or the outputs are of another`];
  return READY.has(status)
    ? []
    : [
        `the database ${instance} is ${status}: a snapshot can be taken of one that is available. Try again later`,
      ];
}

function nameProblems({ name, sameName }: CheckedFacts): string[] {
  return sameName === undefined
    ? []
    : [
        `there is a snapshot ${name} already (${sameName.status}): take another --name, or follow that one with --follow ${name}`,
      ];
}
