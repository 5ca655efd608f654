import {
  CLAIM_SECONDS,
  claimStart,
  releaseStart,
  type Claimant,
} from "../../../functions/copier/workflow-claim";
import { FUNCTION_TIMEOUT_SECONDS } from "../../../functions/shared/limits";
import type { LandingRecords } from "../../../functions/shared/landing-records";

const KEY = "_landings/import_date=20240229/a-1/workflow-start.json";
const NOON = new Date("2024-03-01T12:00:00Z");
const later = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);
let invocations = 0;
/** An invocation for a message. */
const by = (messageId: string, now = NOON): Claimant => ({ messageId, nonce: `${++invocations}`, now });

/** Records in memory, by S3's rules. */
function memoryRecords(): LandingRecords & { readonly bodies: Map<string, string> } {
  const bodies = new Map<string, string>();
  return {
    bodies,
    async *list() {
      yield await Promise.resolve([...bodies.keys()]);
    },
    read: (key) => {
      const body = bodies.get(key);
      return Promise.resolve(body === undefined ? undefined : { body, etag: body });
    },
    create: (key, body) => {
      if (bodies.has(key)) return Promise.resolve("exists");
      bodies.set(key, body);
      return Promise.resolve("created");
    },
    replace: (key, body, etag) => {
      if (bodies.get(key) !== etag) return Promise.resolve("changed");
      bodies.set(key, body);
      return Promise.resolve("replaced");
    },
  };
}

describe("the claim to start a workflow", () => {
  it("is the first one's, for longer than a function lives", async () => {
    const records = memoryRecords();
    expect(await claimStart(records, KEY, by("one"))).toBeUndefined();
    const held = { heldSince: NOON.toISOString() };
    expect(await claimStart(records, KEY, by("two", later(FUNCTION_TIMEOUT_SECONDS)))).toEqual(held);
    expect(await claimStart(records, KEY, by("two", later(CLAIM_SECONDS - 1)))).toEqual(held);
  });

  it("is not shared by two deliveries of one message", async () => {
    const records = memoryRecords();
    expect(await claimStart(records, KEY, by("one"))).toBeUndefined();
    expect(await claimStart(records, KEY, by("one"))).toBeDefined();
  });

  it("is void afterwards, and then exactly one takes it over", async () => {
    const records = memoryRecords();
    await claimStart(records, KEY, by("one"));
    const now = later(CLAIM_SECONDS);
    const answers = await Promise.all(["two", "three"].map((id) => claimStart(records, KEY, by(id, now))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });

  it("that is given back is free at once, for one", async () => {
    const records = memoryRecords();
    const one = by("one");
    await claimStart(records, KEY, one);
    await releaseStart(records, KEY, one);
    expect(await claimStart(records, KEY, by("two", later(1)))).toBeUndefined();
    expect(await claimStart(records, KEY, by("three", later(1)))).toBeDefined();
  });

  it("that somebody took over is not given back by who had it before", async () => {
    const records = memoryRecords();
    const one = by("one");
    await claimStart(records, KEY, one);
    await claimStart(records, KEY, by("two", later(CLAIM_SECONDS)));
    await releaseStart(records, KEY, one);
    expect(await claimStart(records, KEY, by("three", later(CLAIM_SECONDS + 1)))).toBeDefined();
  });

  it("is one's own although the answer to its write got lost, first or taken over", async () => {
    const records = memoryRecords();
    const answerLost: LandingRecords = {
      ...records,
      create: async (key, body) => {
        await records.create(key, body);
        return "exists";
      },
      replace: async (key, body, etag) => {
        await records.replace(key, body, etag);
        return "changed";
      },
    };
    expect(await claimStart(answerLost, KEY, by("one"))).toBeUndefined();
    expect(await claimStart(answerLost, KEY, by("one"))).toBeDefined();
    expect(await claimStart(answerLost, KEY, by("two", later(CLAIM_SECONDS)))).toBeUndefined();
    expect(await claimStart(answerLost, KEY, by("two", later(CLAIM_SECONDS)))).toBeDefined();
  });

  it("of an earlier release, which has no nonce, holds", async () => {
    const records = memoryRecords();
    records.bodies.set(KEY, JSON.stringify({ claimedAt: NOON.toISOString(), messageId: "one" }));
    expect(await claimStart(records, KEY, by("two"))).toEqual({ heldSince: NOON.toISOString() });
  });

  it("that cannot be read holds nothing", async () => {
    const records = memoryRecords();
    records.bodies.set(KEY, "{");
    expect(await claimStart(records, KEY, by("one"))).toBeUndefined();
  });
});
