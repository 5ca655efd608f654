import fc from "fast-check";
import { decideWait } from "../../../functions/shared/decide-wait";
import { parseRetryState, retryAttributes, type RetryState } from "../../../functions/shared/retry-state";
import { LONGEST_WAIT_SECONDS, WAIT_POLICIES, type WaitCause } from "../../../functions/shared/wait-policies";
import { stringAttributes } from "../../support/functions/records";

const NOW = new Date("2024-03-01T12:00:00Z");
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const causes = Object.keys(WAIT_POLICIES) as WaitCause[];

/** Waits until patience ends. @returns the delays, in seconds */
function delaysUntilExhausted(cause: WaitCause): number[] {
  const delays: number[] = [];
  let now = NOW;
  let state: RetryState = { firstSeen: NOW };
  for (;;) {
    const decision = decideWait(state, cause, now);
    if (decision.kind === "exhausted") return delays;
    delays.push(decision.delaySeconds);
    state = decision.state;
    now = new Date(now.getTime() + decision.delaySeconds * 1000);
  }
}

describe("decideWait", () => {
  it.each(causes)("%s: delays that SQS takes, up to its patience and no further", (cause) => {
    const delays = delaysUntilExhausted(cause);
    for (const delay of delays) expect(delay >= 1 && delay <= 900 && Number.isInteger(delay)).toBe(true);
    const policy = WAIT_POLICIES[cause];
    if ("maxAttempts" in policy) expect(delays).toHaveLength(policy.maxAttempts);
    else expect(delays.reduce((sum, delay) => sum + delay, 0)).toBe(policy.patienceSeconds);
  });

  it("doubles up to its cap", () => {
    expect(delaysUntilExhausted("healable-failure").slice(0, 7)).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it("starts a new patience for a new cause, within the age that a message may reach", () => {
    const state = {
      firstSeen: after(-LONGEST_WAIT_SECONDS + 100),
      waiting: { cause: "settling" as const, attempt: 9, deadline: after(-5) },
    };
    expect(decideWait(state, "export-running", NOW)).toEqual({
      kind: "again",
      delaySeconds: 60,
      state: {
        firstSeen: state.firstSeen,
        waiting: { cause: "export-running", attempt: 1, deadline: after(100) },
      },
    });
    expect(decideWait(state, "settling", NOW).kind).toBe("exhausted");
  });

  it.each([
    ["export-quota", [120, 35, 145, 35, 176]],
    ["export-quota-net", [900, 35, 900, 35, 900]],
  ] as const)("%s: does not begin to look often again after a slot that it missed", (quota, expected) => {
    let state: RetryState = { firstSeen: NOW };
    const delays = [quota, "export-turn", quota, "export-turn", quota].map((cause) => {
      const decision = decideWait(state, cause as WaitCause, NOW);
      if (decision.kind === "exhausted") throw new Error(decision.bound);
      state = decision.state;
      return decision.delaySeconds;
    });
    expect(delays).toEqual(expected);
    expect(state.waiting?.deadline).toEqual(after(LONGEST_WAIT_SECONDS));
  });

  it("spreads the looks of those who wait for a slot over half of a delay, by lot", () => {
    const delayOf = (cause: WaitCause, draw: number): number => {
      const decision = decideWait({ firstSeen: NOW }, cause, NOW, false, draw);
      if (decision.kind === "exhausted") throw new Error(decision.bound);
      return decision.delaySeconds;
    };
    const looks = (cause: WaitCause) => [0, 0.5, 0.999].map((draw) => delayOf(cause, draw));
    expect(looks("export-quota")).toEqual([120, 90, 60]);
    expect(looks("export-quota-net")).toEqual([900, 675, 450]);
    expect(looks("export-running")).toEqual([60, 60, 60]);
  });

  it("lets nobody who waits for a slot look later than a fifth of the time that it has waited, or two minutes", () => {
    let waited = 0;
    for (const delay of delaysUntilExhausted("export-quota")) {
      expect(delay).toBeLessThanOrEqual(Math.max(120, 120 + waited / 5));
      waited += delay;
    }
  });

  it("keeps the patience with a failure while another message has its turn", () => {
    const waiting = { cause: "healable-failure" as const, attempt: 5, deadline: after(10) };
    const turn = decideWait({ firstSeen: NOW, waiting }, "landing-turn", NOW);
    const left = { ...waiting, deadline: after(70) };
    expect(turn).toEqual({ kind: "again", delaySeconds: 60, state: { firstSeen: NOW, waiting: left } });
    const failed = decideWait({ firstSeen: NOW, waiting: left }, "healable-failure", after(60));
    expect(failed).toMatchObject({
      delaySeconds: 10,
      state: { waiting: { attempt: 6, deadline: after(70) } },
    });
    expect(decideWait({ firstSeen: NOW, waiting: left }, "healable-failure", after(70)).kind).toBe(
      "exhausted",
    );
    const old = { firstSeen: after(-LONGEST_WAIT_SECONDS), waiting };
    expect(decideWait(old, "landing-turn", NOW).kind).toBe("exhausted");
  });

  it("starts its patience and its attempts anew after progress, but lets no message grow older for it", () => {
    const waiting = { cause: "time-short" as const, attempt: 12, deadline: after(5) };
    expect(decideWait({ firstSeen: NOW, waiting }, "time-short", NOW).kind).toBe("exhausted");
    const { patienceSeconds } = WAIT_POLICIES["time-short"];
    expect(decideWait({ firstSeen: NOW, waiting }, "time-short", NOW, true)).toMatchObject({
      kind: "again",
      state: { firstSeen: NOW, waiting: { attempt: 1, deadline: after(patienceSeconds) } },
    });
    const old = { firstSeen: after(-LONGEST_WAIT_SECONDS), waiting };
    expect(decideWait(old, "time-short", NOW, true).kind).toBe("exhausted");
  });

  it("whatever causes alternate, no message waits for ever", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.constantFrom(...causes)), (stream) => {
        let now = NOW;
        let state: RetryState = { firstSeen: NOW };
        for (const cause of stream) {
          const decision = decideWait(state, cause, now);
          if (decision.kind === "exhausted") break;
          state = decision.state;
          now = new Date(now.getTime() + decision.delaySeconds * 1000);
        }
        expect(now.getTime()).toBeLessThanOrEqual(after(LONGEST_WAIT_SECONDS).getTime() + 1000);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the retry state in message attributes", () => {
  const read = (values: Readonly<Record<string, string>>): ReturnType<typeof parseRetryState> =>
    parseRetryState(stringAttributes(values), NOW);

  it("comes back as it was written", () => {
    const state = {
      firstSeen: after(-500),
      waiting: { cause: "export-quota" as const, attempt: 7, deadline: after(9) },
    };
    const written = Object.fromEntries(
      Object.entries(retryAttributes(state)).map(([name, { StringValue }]) => [name, StringValue]),
    );
    expect(read(written)).toEqual({ state, problems: [] });
  });

  it("is empty without attributes, and strange attributes of others do not matter", () => {
    expect(read({ Colour: "blue" })).toEqual({ state: { firstSeen: NOW }, problems: [] });
  });

  it.each([
    { FirstSeen: "1970-01-01T00:00:00Z" },
    { FirstSeen: "2999-01-01T00:00:00Z" },
    { WaitingFor: "export-quota" },
    { WaitingFor: "export-quota", Attempt: "0", Deadline: "2024-03-01T12:00:00Z" },
    { WaitingFor: "export-quota", Attempt: "1e9", Deadline: "2024-03-01T12:00:00Z" },
    { WaitingFor: "toString", Attempt: "1", Deadline: "2024-03-01T12:00:00Z" },
    { WaitingFor: "export-quota", Attempt: "1", Deadline: "tomorrow" },
  ])("that is garbage counts as absent, with a problem: %j", (values) => {
    const { state, problems } = read(values);
    expect(state).toEqual({ firstSeen: NOW });
    expect(problems).toHaveLength(1);
  });
});
